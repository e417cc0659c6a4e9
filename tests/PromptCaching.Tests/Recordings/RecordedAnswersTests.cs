using System.Text.Json;
using PromptCaching.Tests.Recordings.Fixtures;
using Xunit.Abstractions;

namespace PromptCaching.Tests.Recordings;

public class RecordedAnswersTests(ITestOutputHelper output)
{
    public static TheoryData<string> Repositories => RecordedExchanges.Repositories;

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public void Every_recorded_answer_survives_a_round_trip(string repository)
    {
        var answers = 0;
        var tokenCounts = 0;
        foreach (var exchange in RecordedExchanges.Of(repository))
        {
            if (exchange.IsAnswer)
            {
                KnownShapes.InAnswer(RoundTrip.Answer(exchange.ResponseBody, exchange.Source));
                answers++;
            }
            else if (exchange.IsTokenCount)
            {
                RoundTrip.TokenCount(exchange.ResponseBody, exchange.Source).InputTokens.Should().BePositive();
                tokenCounts++;
            }
        }

        output.WriteLine($"{repository}: {answers} answers and {tokenCounts} token counts");
    }

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public void Every_recorded_request_survives_a_round_trip(string repository)
    {
        var requests = 0;
        foreach (var exchange in RecordedExchanges.Of(repository).Where(exchange => exchange.HasMessagesInRequest))
        {
            var request = RoundTrip.Request(exchange.RequestBody.GetRawText(), exchange.Source);
            if (exchange.Status == 200)
            {
                KnownShapes.InRequest(request);
            }

            requests++;
        }

        output.WriteLine($"{repository}: {requests} requests");
    }

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public void Every_event_of_a_recorded_stream_survives_a_round_trip(string repository)
    {
        var streams = 0;
        var events = 0;
        foreach (var exchange in RecordedExchanges.Of(repository).Where(exchange => exchange.IsAnswerStream))
        {
            var stream = RoundTrip.Stream(exchange.ResponseBody, exchange.Source);
            KnownShapes.InStream(stream);
            stream.Should().NotBeEmpty("{0}", exchange.Source);
            streams++;
            events += stream.Count;
        }

        output.WriteLine($"{repository}: {streams} streams with {events} events");
    }

    [Theory]
    [MemberData(nameof(HandWritten.Answers), MemberType = typeof(HandWritten))]
    public void Every_hand_written_answer_survives_a_round_trip(string json) => KnownShapes.InAnswer(RoundTrip.Answer(json));

    [Theory]
    [MemberData(nameof(HandWritten.Requests), MemberType = typeof(HandWritten))]
    public void Every_hand_written_request_survives_a_round_trip(string json) => KnownShapes.InRequest(RoundTrip.Request(json));

    [Theory]
    [MemberData(nameof(HandWritten.Streams), MemberType = typeof(HandWritten))]
    public void Every_hand_written_stream_survives_a_round_trip(string body) => KnownShapes.InStream(RoundTrip.Stream(body));

    [RecordedFact]
    public void There_are_recordings_of_every_kind()
    {
        var all = RecordedExchanges.All.ToArray();

        all.Should().Contain(exchange => exchange.IsAnswer).And.Contain(exchange => exchange.IsAnswerStream);
        all.Should().Contain(exchange => exchange.IsTokenCount).And.Contain(exchange => exchange.HasMessagesInRequest);
        output.WriteLine($"{all.Length} exchanges, of which {all.Count(exchange => exchange.IsAnswer)} answers and {all.Count(exchange => exchange.IsAnswerStream)} streams");
    }

    [Fact]
    public void A_recorded_request_does_not_stay_the_same_when_a_property_changes()
    {
        var request = RoundTrip.Request("""{"model":"m","max_tokens":8,"messages":[],"temperature":1.0}""");

        using var changed = JsonDocument.Parse(RoundTrip.Write(request with { Temperature = 0.5, MaxTokens = 9 }));

        using var expected = JsonDocument.Parse("""{"model":"m","max_tokens":9,"messages":[],"temperature":0.5}""");
        JsonComparer.FirstDifference(expected.RootElement, changed.RootElement).Should().BeNull();
    }
}
