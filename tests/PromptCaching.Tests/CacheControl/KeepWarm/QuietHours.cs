using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>A client that asks now and then, with a long system prompt that its caller marked for five minutes, on a clock that the test moves.</summary>
internal sealed class QuietHours : IDisposable, ICallObserver
{
    public const int Long = 8000;

    private readonly ChainUnderTest _chain;
    private int _questions;

    public QuietHours(Action<ClaudeCachingOptions>? configure = null) => _chain = new ChainUnderTest(options =>
    {
        options.KeepWarm.Enabled = true;
        options.Observers.Add(this);
        configure?.Invoke(options);
    });

    public ClaudeEmulator Emulator => _chain.Emulator;

    public ClaudeCachingOptions Options => _chain.Options;

    public RecordingLoggers Loggers => _chain.Loggers;

    public int PendingTimers => _chain.Clock.PendingTimers;

    public List<CallReport> Reports { get; } = [];

    public IEnumerable<CallReport> Refreshes => Reports.Where(report => report.IsKeepWarm);

    /// <summary>Gets the requests that nobody asked for, as they arrived.</summary>
    public IEnumerable<EmulatedCall> Refreshing => Emulator.Calls.Where(call => call.Json!.Value.GetProperty("max_tokens").GetInt32() == 0);

    public decimal Cost => Reports.Sum(report => report.Cost ?? 0m);

    public static string Body(int question, string rest = "", int words = Long) => $$"""
        {"model":"claude-haiku-5-5","max_tokens":16,"system":[{"type":"text","text":"{{Texts.Words(words, "syst")}}","cache_control":{"type":"ephemeral"} }],
         "messages":[{"role":"user","content":"Question {{question}}"}]{{rest}} }
        """;

    public Task<Answered> AskAsync(Action<HttpRequestMessage>? change = null) => _chain.AskAsync(Body(_questions++), change);

    public Task<Answered> SendAsync(string body) => _chain.AskAsync(body);

    /// <summary>Asks as often as is said, with a pause behind every question.</summary>
    public async Task AskAsync(int times, TimeSpan pause)
    {
        for (var time = 0; time < times; time++)
        {
            await AskAsync();
            await PassAsync(pause);
        }
    }

    /// <summary>Lets time pass; whatever falls due on the way is over before it goes on.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var step = TimeSpan.FromSeconds(30);
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            _chain.Clock.Advance(step);

            // One that waits for time to pass is not waited for.
            for (var turn = 0; turn < 10_000 && _chain.Handler.RefreshesInFlight > 0; turn++)
            {
                await Task.Yield();
            }
        }
    }

    public void OnCallCompleted(CallReport report)
    {
        lock (Reports)
        {
            Reports.Add(report);
        }
    }

    public void Dispose() => _chain.Dispose();
}
