using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Messages;
using PromptCaching.Tests.Recordings.Fixtures;
using PromptCaching.Tests.Support;
using Xunit.Abstractions;

namespace PromptCaching.Tests.Recordings;

/// <summary>What the API really streamed, replayed in random pieces: to the client, to the response cache and out of it again.</summary>
public class RecordedStreamsTests(ITestOutputHelper output)
{
    private static readonly string[] StoredStopReasons = ["end_turn", "stop_sequence", "tool_use"];

    public static TheoryData<string> Repositories => RecordedExchanges.Repositories;

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public async Task Every_recorded_stream_amounts_to_its_message(string repository)
    {
        var streams = 0;
        foreach (var exchange in Streams(repository))
        {
            var assembled = MessageAssembly.Assemble(exchange.ResponseBody.Utf8())!.Json();
            Describes(assembled, exchange);
            await AmountsToAsync(assembled, exchange.ResponseBody, seed: streams, exchange.Source);
            streams++;
        }

        output.WriteLine($"{repository}: {streams} streams, and {SeveralInOne(repository).Count()} apart that hold several answers in one body");
    }

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public async Task Every_recorded_stream_comes_back_from_the_response_cache(string repository)
    {
        var stored = 0;
        var notStored = 0;
        foreach (var exchange in Streams(repository))
        {
            if (await IsServedAgainAsync(exchange.ResponseBody, seed: stored + notStored, exchange.Source))
            {
                stored++;
            }
            else
            {
                notStored++;
            }
        }

        output.WriteLine($"{repository}: {stored} streams served again, {notStored} not stored because of their stop reason");
    }

    /// <summary>
    /// Some recorders wrote the answers to all turns of a conversation one after another into one file. No server answers so: a
    /// stream is over with its message_stop. What we make of it is one answer.
    /// </summary>
    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public void Bodies_with_several_answers_are_no_stream_of_the_API_and_break_nothing(string repository)
    {
        foreach (var exchange in SeveralInOne(repository))
        {
            AnswerScan.Read(exchange.ResponseBody.Utf8(), isStream: true).IsComplete.Should().BeTrue();
            MessageAssembly.Assemble(exchange.ResponseBody.Utf8()).Should().NotBeNull();
            output.WriteLine($"{exchange.Source}: {Starts(exchange.ResponseBody)} answers");
        }
    }

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public async Task Every_recorded_stream_that_broke_off_is_an_error_and_is_not_stored(string repository)
    {
        var broken = 0;
        foreach (var exchange in RecordedExchanges.Of(repository).Where(exchange => exchange.IsAnswerStream && !IsWhole(exchange)))
        {
            using var chain = new ChainUnderTest(server: Server(exchange.ResponseBody, seed: broken));
            for (var call = 0; call < 2; call++)
            {
                await using var stream = await chain.Client.StreamMessageAsync(Ask(exchange.Source));
                await ((Func<Task>)(() => stream.GetFinalMessageAsync())).Should().ThrowAsync<ClaudeException>("{0}", exchange.Source);
                stream.CallReport!.Source.Should().Be(CallSource.Api);
            }

            broken++;
        }

        output.WriteLine($"{repository}: {broken} streams that broke off");
    }

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public async Task Every_recorded_error_becomes_the_exception_that_says_the_same(string repository)
    {
        var errors = 0;
        foreach (var exchange in RecordedExchanges.Of(repository).Where(exchange => exchange.Status >= 400))
        {
            var requestId = exchange.ResponseHeaders.TryGetValue("request-id", out var inHeader) ? inHeader : null;
            var headers = requestId is null ? new Dictionary<string, string>() : new() { ["request-id"] = requestId };
            await SaysTheSameAsync(exchange.Status, exchange.ResponseBody, headers, exchange.Source);
            errors++;
        }

        output.WriteLine($"{repository}: {errors} errors");
    }

    [Theory]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"messages: at least one message is required"},"request_id":"req_1"}""")]
    [InlineData(529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""")]
    public Task A_hand_written_error_becomes_the_exception_that_says_the_same(int status, string body) =>
        SaysTheSameAsync(status, body, new() { ["request-id"] = "req_1" }, body);

    [Fact]
    public async Task A_hand_written_stream_amounts_to_its_message_and_is_served_again()
    {
        var stream = ((IEnumerable<object[]>)HandWritten.Streams).First()[0].ToString()!;
        var assembled = MessageAssembly.Assemble(stream.Utf8())!.Json();
        for (var seed = 0; seed < 50; seed++)
        {
            await AmountsToAsync(assembled, stream, seed, "hand-written");
            (await IsServedAgainAsync(stream, seed, "hand-written")).Should().BeTrue();
        }
    }

    private static IEnumerable<RecordedExchange> Streams(string repository) =>
        RecordedExchanges.Of(repository).Where(exchange => exchange.IsAnswerStream && IsWhole(exchange) && Starts(exchange.ResponseBody) == 1);

    private static IEnumerable<RecordedExchange> SeveralInOne(string repository) =>
        RecordedExchanges.Of(repository).Where(exchange => exchange.IsAnswerStream && IsWhole(exchange) && Starts(exchange.ResponseBody) > 1);

    private static bool IsWhole(RecordedExchange exchange) => AnswerScan.Read(exchange.ResponseBody.Utf8(), isStream: true).IsComplete;

    private static int Starts(string body)
    {
        var starts = 0;
        new EventStreamScan((_, data) => starts += data.Utf8().Json().GetProperty("type").ValueEquals("message_start") ? 1 : 0).Feed(body.Utf8());
        return starts;
    }

    private static void Describes(JsonElement message, RecordedExchange exchange)
    {
        JsonComparer.FirstDifference(exchange.Usage, message.GetProperty("usage")).Should().BeNull("{0}", exchange.Source);
        message.GetProperty("content").EnumerateArray().Select(block => block.GetProperty("type").GetString()!).Distinct()
            .Should().BeEquivalentTo(exchange.BlockTypesInResponse.Distinct(), "{0}", exchange.Source);

        var scanned = AnswerScan.Read(exchange.ResponseBody.Utf8(), isStream: true);
        scanned.IsComplete.Should().BeTrue();
        scanned.StopReason.Should().Be(message.GetProperty("stop_reason").GetString());
        scanned.Usage.OutputTokens.Should().Be(message.GetProperty("usage").GetProperty("output_tokens").GetInt64());
    }

    private static async Task AmountsToAsync(JsonElement assembled, string body, int seed, string because)
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.Enabled = false, Server(body, seed));

        await using var stream = await chain.Client.StreamMessageAsync(Ask(because));
        var message = await stream.GetFinalMessageAsync();

        JsonComparer.FirstDifference(assembled, RoundTrip.Write(message).Json()).Should().BeNull("{0}", because);
        stream.CallReport!.IsComplete.Should().BeTrue();
        stream.CallReport.StopReason.Should().Be(message.StopReason?.Value);
    }

    private static async Task<bool> IsServedAgainAsync(string body, int seed, string because)
    {
        var server = Server(body, seed);
        using var chain = new ChainUnderTest(options => options.ResponseCaching.StoreToolUse = true, server);
        var question = RoundTrip.Write(Ask(because));
        var streamed = "{\"stream\":true," + question[1..];
        var first = await chain.AskAsync(streamed);
        first.Text.Should().Be(body, "{0}", because);

        var again = await chain.AskAsync(streamed);
        var asJson = await chain.AskAsync(question);

        again.Text.Should().Be(body, "{0}", because);
        var isStored = StoredStopReasons.Contains(first.Report.StopReason);
        again.IsHit.Should().Be(isStored, "{0}", because);
        asJson.IsHit.Should().Be(isStored, "{0}", because);
        server.Bodies.Should().HaveCount(isStored ? 1 : 3);
        if (isStored)
        {
            asJson.Body.Should().Equal(MessageAssembly.Assemble(body.Utf8()), "{0}", because);
        }

        return isStored;
    }

    private static async Task SaysTheSameAsync(int status, string body, Dictionary<string, string> headers, string because)
    {
        using var chain = new ChainUnderTest(server: new ScriptedServer(_ => new ScriptedAnswer(body.Utf8(), status) { Headers = headers }));
        var envelope = TryJson(body);
        var error = envelope is { ValueKind: JsonValueKind.Object } api && api.TryGetProperty("error", out var inside) ? inside : (JsonElement?)null;

        foreach (var call in (Func<Task>[])[() => chain.Client.CreateMessageAsync(Ask(because)), () => chain.Client.StreamMessageAsync(Ask(because))])
        {
            var thrown = (await call.Should().ThrowAsync<ClaudeApiException>("{0}", because)).Which;
            ((int)thrown.StatusCode).Should().Be(status);
            if (error is { } said)
            {
                thrown.ErrorType.Value.Should().Be(said.GetProperty("type").GetString());
                thrown.RequestId.Should().Be(
                    envelope!.Value.TryGetProperty("request_id", out var id) ? id.GetString() : headers.GetValueOrDefault("request-id"));
                thrown.Message.Should().Contain(said.GetProperty("message").GetString());
            }
        }
    }

    /// <summary>The edge and proxies answer errors in words of their own; then the status is all there is to compare.</summary>
    private static JsonElement? TryJson(string body)
    {
        try
        {
            return body.Json();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static MessageRequest Ask(string question) => new()
    {
        Model = "claude-haiku-5-5",
        MaxTokens = 16,
        Messages = [InputMessage.User(question)],
    };

    private static ScriptedServer Server(string body, int seed)
    {
        var random = new Random(seed);
        return new ScriptedServer(_ => new ScriptedAnswer(body.Utf8(), IsStream: true) { PieceSize = () => random.Next(1, 200) });
    }
}
