using PromptCaching.Bodies;
using PromptCaching.Messages.Streaming;
using PromptCaching.Tests.Support;
using Xunit.Abstractions;

namespace PromptCaching.Tests.Recordings;

/// <summary>What a caller keeps of a stream when it is over: every event, to its last field.</summary>
public sealed class RecordedEventsTests(ITestOutputHelper output)
{
    private static readonly string[] Unknown =
    [
        """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"hologram","z":1.0}],"stop_reason":null,"stop_sequence":null,"future":{"a":[1.50,null]},"container":7,"usage":{"input_tokens":1e3,"output_tokens":1,"iterations":[{"type":"message","new":{}}],"new_count":{"b":2}}},"more":[true]}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"","new":null}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a","new":{"c":3}}}""",
        """{"type":"content_block_stop","index":0,"new":1}""",
        """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null,"new":"x"},"usage":{"output_tokens":2,"new_count":4.0},"context_management":{"applied_edits":[{"type":"new_edit","d":{}}]}}""",
        """{"type":"message_stop"}""",
    ];

    public static TheoryData<string> Repositories => RecordedExchanges.Repositories;

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public async Task Every_event_of_every_recorded_stream_is_whole_when_the_stream_is_over(string repository)
    {
        var events = 0;
        foreach (var exchange in RecordedExchanges.Of(repository).Where(static exchange => exchange.IsAnswerStream))
        {
            if (AnswerScan.Read(exchange.ResponseBody.Utf8(), isStream: true).IsComplete)
            {
                events += await AreWholeAsync(exchange.ResponseBody, seed: events, exchange.Source);
            }
        }

        output.WriteLine($"{repository}: {events} events");
    }

    [Fact]
    public async Task What_this_version_does_not_know_is_whole_when_the_stream_is_over() =>
        (await AreWholeAsync(string.Concat(Unknown.Select(static data => $"event: {data.Split('"')[3]}\ndata: {data}\n\n")), 1, "hand-written")).Should().Be(6);

    private static async Task<int> AreWholeAsync(string body, int seed, string because)
    {
        var random = new Random(seed);
        var content = new StreamContent(new ChunkedStream(body.Utf8(), () => random.Next(1, 500)));
        var events = new List<MessageStreamEvent>();
        await using (var stream = new MessageStream(new HttpResponseMessage { Content = content }))
        {
            await foreach (var item in stream)
            {
                events.Add(item);
            }
        }

        var sent = RoundTrip.DataOf(body).Select(static data => data.Json()).ToList();
        var end = sent.FindIndex(static data => data.GetProperty("type").ValueEquals("message_stop"));
        events.Should().HaveCount(end + 1, "{0}", because);
        for (var at = 0; at <= end; at++)
        {
            JsonComparer.FirstDifference(sent[at], RoundTrip.Write(events[at]).Json()).Should().BeNull("{0}, event {1}", because, at);
        }

        return events.Count;
    }
}
