using CostExplorer.Replay;
using PromptCaching.RateLimiting;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.FullQuota;

/// <summary>As much to send as there can be, under the limits of a real tier: all of the quota is used, and none of it is exceeded.</summary>
internal sealed class FullQuotaScenario : IScenario
{
    private const int Callers = 600;
    private static readonly TimeSpan FirstBurst = TimeSpan.FromMinutes(1);
    private static readonly Traffic Small = new("claude-opus-5", (20, 400), (10, 60));
    private static readonly Traffic Mixed = new("claude-opus-5", (1_000, 60_000), (10, 100), SharedPrefixTokens: 8_000);
    private static readonly Traffic Wordy = new("claude-fable-5-1", (20, 400), (50, 4_000));

    public string Name => "full-quota";

    /// <summary>Gets the simulated minutes of each run.</summary>
    public int QuickOperations => 10;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        await OwnThread.RunAsync(() =>
        {
            figures.AddRange(Steady(run, "requests", Small, 0.97, Start));
            figures.AddRange(Steady(run, "input", Mixed, 0.97, Start));
            figures.AddRange(Steady(run, "output", Wordy, 0.93, Start));
            figures.AddRange(Steady(run, "learned", Mixed, 0.97, static _ => { }));
            figures.AddRange(Halved(run, "requests", Small, 0.95));
            figures.AddRange(Halved(run, "input", Mixed, 0.95));
            figures.AddRange(Halved(run, "output", Wordy, 0.93));
            figures.AddRange(Herd.Refused(run));
            figures.AddRange(Herd.Waiting(run));
        });
        return figures;
    }

    private static void Start(RateLimitingOptions options)
    {
        (options.RequestsPerMinute, options.InputTokensPerMinute, options.OutputTokensPerMinute) = (1_000, 2_000_000, 400_000);
        options.Classes["fable-5"] = new ModelClassLimits { InputTokensPerMinute = 500_000, OutputTokensPerMinute = 100_000 };
    }

    private IEnumerable<Figure> Steady(ScenarioRun run, string what, Traffic traffic, double target, Action<RateLimitingOptions> configure)
    {
        using var quota = new QuotaRun(EmulatedRateLimits.Start, number => traffic.Body(run.ChanceOf(number), number), configure);
        quota.Begin(Callers, askAgain: true);
        quota.Pass(FirstBurst);
        var from = quota.Now;
        quota.Pass(TimeSpan.FromMinutes(run.Operations));
        var use = QuotaUse.Between(quota, from, quota.Now, EmulatedRateLimits.Start);
        run.Progress.WriteLine($"{what}: {use}; {QuotaUse.Statuses(quota)}");
        yield return new Figure($"{Name}/{what}/throughput", use.Throughput, target, "min");
        yield return Figure.Never($"{Name}/{what}/429s", QuotaUse.Refusals(quota, default));
        yield return Figure.Never($"{Name}/{what}/lost-calls", quota.Failed);
    }

    private IEnumerable<Figure> Halved(ScenarioRun run, string what, Traffic traffic, double target)
    {
        using var quota = new QuotaRun(EmulatedRateLimits.Start, number => traffic.Body(run.ChanceOf(number), number), static _ => { });
        quota.Begin(Callers, askAgain: true);
        quota.Pass(TimeSpan.FromMinutes(run.Operations / 2.0));
        var half = QuotaUse.Half(EmulatedRateLimits.Start);
        var at = quota.Now;
        quota.Emulator.ChangeRateLimits(half);
        quota.Pass(TimeSpan.FromMinutes(1));
        var from = quota.Now;
        quota.Pass(TimeSpan.FromMinutes(run.Operations / 2.0));
        var use = QuotaUse.Between(quota, from, quota.Now, half);
        run.Progress.WriteLine($"halved {what}: {use}; {QuotaUse.Statuses(quota)}");
        yield return new Figure($"{Name}/halved-{what}/throughput-after-a-minute", use.Throughput, target, "min");
        yield return new Figure($"{Name}/halved-{what}/429s", QuotaUse.Refusals(quota, at), 3, "max");
        yield return Figure.Never($"{Name}/halved-{what}/lost-calls", quota.Failed);
    }
}
