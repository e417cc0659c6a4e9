using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PromptCaching.Testing;

namespace PromptCaching.Telemetry.Tests;

/// <summary>What the real SDK exports of a few calls: a first one, one that reads its prefix, a hit, a stream, one that is repeated, one that fails.</summary>
internal sealed record Export(IReadOnlyList<ExportedMetric> Metrics, IReadOnlyList<Activity> Spans)
{
    private static readonly string _system = string.Concat(Enumerable.Repeat("A sentence of the rules of the house. ", 500));

    public static async Task<Export> RunAsync(bool isLatest)
    {
        using var metrics = new MemoryMetrics();
        using var spans = new MemorySpans();
        using var meters = Sdk.CreateMeterProviderBuilder()
            .AddMeter(ClaudeTelemetry.MeterName).AddReader(new BaseExportingMetricReader(metrics)).Build();
        using var traces = Sdk.CreateTracerProviderBuilder()
            .AddSource(ClaudeTelemetry.ActivitySourceName).AddProcessor(new SimpleActivityExportProcessor(spans)).Build();
        var clock = new ManualTimeProvider();
        using var emulator = new ClaudeEmulator(new ClaudeEmulatorOptions { DelayBetweenEvents = TimeSpan.FromMilliseconds(50) }, clock);
        using var http = new HttpClient(ClaudeCachingHandler.Create(
            new ClaudeCachingOptions
            {
                Client = { ApiKey = "key" },
                Retrying = { MaxRetries = 1 },
                Telemetry = { LatestConventions = isLatest },
                TimeProvider = clock,
            },
            emulator)) { Timeout = Timeout.InfiniteTimeSpan };

        await AskAsync("One?");
        await AskAsync("Two?");
        await AskAsync("One?");
        emulator.Enqueue(EmulatedAnswer.Text(string.Join(' ', Enumerable.Repeat("word", 100))));
        await AskAsync("Three?", isStream: true);
        emulator.Enqueue(EmulatedAnswer.Overloaded());
        await AskAsync("Four?");
        emulator.Enqueue(EmulatedAnswer.Overloaded());
        emulator.Enqueue(EmulatedAnswer.Overloaded());
        await AskAsync("Five?");

        meters.ForceFlush();
        traces.ForceFlush();
        return new Export([.. metrics.Exported], [.. spans.Exported]);

        async Task AskAsync(string question, bool isStream = false)
        {
            var asking = http.SendAsync(Post(question, isStream));
            while (!asking.IsCompleted)
            {
                if (!clock.AdvanceToNextTimer())
                {
                    await Task.Yield();
                }
            }

            using var response = await asking;
        }
    }

    private static HttpRequestMessage Post(string question, bool isStream)
    {
        var stream = isStream ? "true" : "false";
        var body = $$"""
            {"model":"claude-sonnet-5-5","max_tokens":1000,"stream":{{stream}},"system":"{{_system}}","messages":[{"role":"user","content":"{{question}}"}]}
            """;
        return new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
    }
}
