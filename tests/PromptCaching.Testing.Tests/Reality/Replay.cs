using System.Text;
using System.Text.Json;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Testing.Tests.Reality;

/// <summary>Sends the marked requests of a recording to an emulator, at the times and in the order in which they were recorded.</summary>
internal static class Replay
{
    private const string NoOrganization = "unknown";

    public static async Task<IReadOnlyList<Comparison>> RunAsync(IEnumerable<RecordedExchange> exchanges)
    {
        var clock = new RecordedClock();
        var emulator = new ClaudeEmulator(timeProvider: clock);
        using var client = new HttpClient(emulator) { BaseAddress = new Uri("https://api.example.com") };
        var earlier = new EarlierPrefixes();
        var comparisons = new List<Comparison>();
        foreach (var exchange in InOrder(exchanges))
        {
            clock.Now = exchange.RecordedAt ?? clock.Now;
            var organization = exchange.ResponseHeaders.GetValueOrDefault("anthropic-organization-id") ?? NoOrganization;
            var explained = earlier.SeenBefore(exchange.RequestBody, organization);
            var emulated = await SendAsync(client, emulator, exchange, organization);
            var api = Billed(exchange.Usage);
            comparisons.Add(new Comparison(
                exchange, api, emulated, HiddenPrompt.Reason(exchange) ?? (api.Reads && !explained ? "written before the recording began" : null)));
        }

        return comparisons;
    }

    /// <summary>One file may hold several recording sessions; an exchange without a time belongs to the one before it.</summary>
    private static IEnumerable<RecordedExchange> InOrder(IEnumerable<RecordedExchange> exchanges)
    {
        var last = DateTimeOffset.MinValue;
        return exchanges.Where(IsMarked).Select(exchange => (exchange, When: last = exchange.RecordedAt ?? last)).OrderBy(one => one.When).Select(one => one.exchange);
    }

    private static bool IsMarked(RecordedExchange exchange) =>
        exchange is { Status: 200, Path: "/v1/messages", HasMessagesInRequest: true, Markers.Count: > 0, Usage.ValueKind: JsonValueKind.Object };

    private static async Task<Verdict> SendAsync(HttpClient client, ClaudeEmulator emulator, RecordedExchange exchange, string organization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, exchange.Path + exchange.Query);
        request.Content = new StringContent(exchange.RequestBody.GetRawText(), Encoding.UTF8, "application/json");
        request.Headers.Add("x-api-key", organization);
        request.Headers.Add("anthropic-version", exchange.RequestHeaders.GetValueOrDefault("anthropic-version") ?? "2023-06-01");
        if (exchange.RequestHeaders.GetValueOrDefault("anthropic-beta") is { Length: > 0 } betas)
        {
            request.Headers.Add("anthropic-beta", betas);
        }

        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).Should().Be(200, $"{exchange.Source}: {answer}");
        var usage = emulator.Calls[^1].Usage!;
        return new Verdict(usage.PromptTokens, usage.Written5mTokens + usage.Written1hTokens, usage.ReadTokens);
    }

    private static Verdict Billed(JsonElement usage)
    {
        var written = Count(usage, "cache_creation_input_tokens");
        var read = Count(usage, "cache_read_input_tokens");
        return new Verdict(Count(usage, "input_tokens") + written + read, written, read);
    }

    public static long Count(JsonElement usage, string name) =>
        usage.TryGetProperty(name, out var count) && count.ValueKind == JsonValueKind.Number ? count.GetInt64() : 0;

    private sealed class RecordedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
