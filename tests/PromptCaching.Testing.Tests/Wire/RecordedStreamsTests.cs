using System.Text.Json;
using System.Text.Json.Nodes;
using PromptCaching.Tests.Recordings;
using Xunit.Abstractions;

namespace PromptCaching.Testing.Tests.Wire;

/// <summary>Whether the emulator tells a recorded answer as the API told it; the shares of each repository are printed.</summary>
public sealed class RecordedStreamsTests(ITestOutputHelper output)
{
    private const double LeastShare = 0.8;
    private static readonly string[] _unscriptable = ["\"iterations\"", "\"container\"", "\"context_management\""];

    public static TheoryData<string> Repositories => RecordedExchanges.Repositories;

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public async Task Recorded_answers_are_told_as_the_api_told_them(string repository)
    {
        using var server = new Server(new ClaudeEmulatorOptions { RecordBodies = false });
        var (streams, kinds, newest, forms, pings) = (0, 0, 0, 0, 0);
        foreach (var exchange in RecordedExchanges.Of(repository).Where(static one => one.IsAnswerStream && !one.ResponseBodyReserialized))
        {
            if (AssembledAnswer.Of(exchange.ResponseBody) is not { } answer)
            {
                continue;
            }

            var theirs = StreamSkeleton.Of(exchange.ResponseBody);
            var ours = await TellAsync(server, exchange, answer);
            streams++;
            var (sameKinds, isNewest, sameForms) = (theirs.KindsOnly() == ours.KindsOnly(), IsNewest(exchange), theirs.WithoutPings() == ours.WithoutPings());
            kinds += sameKinds ? 1 : 0;
            newest += isNewest ? 1 : 0;
            forms += isNewest && sameForms ? 1 : 0;
            pings += isNewest && theirs == ours ? 1 : 0;
            if (!sameKinds || (isNewest && !sameForms))
            {
                output.WriteLine($"{exchange.Source}\ntheirs:\n{theirs.WithoutPings()}\nours:\n{ours.WithoutPings()}");
            }
        }

        output.WriteLine($"{repository}: {streams} streams, {kinds} with the same events; of {newest} in the newest form {forms} with the same keys, {pings} with the ping there too");
        kinds.Should().Be(streams);
        forms.Should().BeGreaterThanOrEqualTo((int)(newest * LeastShare), "the newest of the newest win over those recorded some weeks before");
    }

    /// <summary>The newest form that was recorded tells of stop_details; fields that a script cannot ask for are left to others.</summary>
    private static bool IsNewest(RecordedExchange exchange) =>
        exchange.ResponseBody.Split('\n', 3)[1].Contains("\"stop_details\"", StringComparison.Ordinal)
        && !_unscriptable.Any(field => exchange.ResponseBody.Contains(field, StringComparison.Ordinal));

    private static async Task<StreamSkeleton> TellAsync(Server server, RecordedExchange exchange, AssembledAnswer answer)
    {
        server.Emulator.Enqueue(EmulatedAnswer.Content(answer.Json).WithStopReason(answer.StopReason, answer.StopSequence));
        var request = Some.Request(Model(exchange)).User("Hi").With("stream", true);
        if (exchange.ResponseBody.Contains("output_tokens_details", StringComparison.Ordinal))
        {
            request.With("thinking", exchange.RequestBody.TryGetProperty("thinking", out var thinking) ? JsonNode.Parse(thinking.GetRawText()) : null)
                .With("max_tokens", 20_000);
        }

        var (status, body) = await server.AskAsync(request);
        status.Should().Be(200, body);
        return StreamSkeleton.Of(body.Replace(",\"diagnostics\":null", "", StringComparison.Ordinal));
    }

    private static string Model(RecordedExchange exchange) =>
        JsonDocument.Parse(exchange.ResponseBody.Split('\n', 3)[1]["data: ".Length..]).RootElement.GetProperty("message").GetProperty("model")
            .GetString()!;
}
