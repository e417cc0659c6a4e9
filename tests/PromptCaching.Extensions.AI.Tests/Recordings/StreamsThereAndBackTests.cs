using System.Net;
using System.Text;
using PromptCaching.Messages;
using PromptCaching.Tests.Recordings;
using Xunit.Abstractions;

namespace PromptCaching.Extensions.AI.Tests.Recordings;

public sealed class StreamsThereAndBackTests(ITestOutputHelper output)
{
    public static TheoryData<string> Repositories => RecordedExchanges.Repositories;

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public async Task The_blocks_of_every_recorded_stream_go_back_as_they_came(string repository)
    {
        var (streams, broken) = (0, 0);
        foreach (var exchange in RecordedExchanges.Of(repository).Where(static exchange => exchange.IsAnswerStream))
        {
            if (await UpdatesAsync(exchange.ResponseBody) is { } updates)
            {
                ThereAndBack(updates, exchange.Source);
                streams++;
            }
            else
            {
                broken++;
            }
        }

        output.WriteLine($"{repository}: {streams} streams, and {broken} that broke off");
    }

    [Theory]
    [MemberData(nameof(HandWrittenStreams.All), MemberType = typeof(HandWrittenStreams))]
    public async Task The_blocks_of_every_hand_written_stream_go_back_as_they_came(string body) =>
        ThereAndBack((await UpdatesAsync(body))!, "hand-written");

    private static void ThereAndBack(List<ChatResponseUpdate> updates, string because)
    {
        var whole = updates[^1].RawRepresentation.Should().BeOfType<Message>().Subject;
        var response = updates.ToChatResponse();

        RoundTrip.Of(WireElement.Of(whole), response, because);
        response.Text.Should().Be(whole.Text, "{0}", because);
        response.ResponseId.Should().Be(whole.Id);
        (response.Usage?.OutputTokenCount).Should().Be(whole.Usage.OutputTokens);
        (response.Usage?.InputTokenCount).Should().Be(whole.Usage.TotalInputTokens);
    }

    /// <returns>The updates, or null where the stream broke off or held an error.</returns>
    private static async Task<List<ChatResponseUpdate>?> UpdatesAsync(string body)
    {
        using var http = new HttpClient(new Replay(body));
        var chat = new ClaudeClient(http, new ClaudeClientOptions { ApiKey = "test", CheckRequests = false }).AsChatClient("claude-haiku-5-5");
        try
        {
            return await chat.GetStreamingResponseAsync("What was recorded?").ToListAsync();
        }
        catch (ClaudeException)
        {
            return null;
        }
    }

    private sealed class Replay(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "text/event-stream") });
    }
}
