using System.Globalization;
using System.Text;
using PromptCaching.CacheControl;

namespace PromptCaching.Chaos.ColdBurst;

/// <summary>A thousand calls with one prefix that nobody has written yet, all at once: it is written once, whoever of them fails, leaves or does not stream.</summary>
internal sealed class ColdBurstScenario : IScenario
{
    private const int PrefixTokens = 6000;
    private const int CallsOfADisturbedBurst = 50;
    private const double MostOfUnmarked = 0.16;
    private const int Fates = 5;

    /// <summary>Milliseconds from the first call of a burst to its last.</summary>
    private const int Spread = 200;

    /// <summary>Milliseconds until a caller leaves, or a connection breaks.</summary>
    private const int MostPatience = 2000;
    private static readonly TimeSpan BetweenBursts = TimeSpan.FromMinutes(2);

    public string Name => "cold-burst";

    public int QuickOperations => 1000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        BurstCall[] calls = [.. Enumerable.Range(0, run.Operations).Select(static number => Call(0, number, TimeSpan.Zero, CallFate.Streams, default))];
        var disturbed = Disturbed(run);
        var bursts = disturbed[^1].Burst + 1;
        var cold = await BurstRun.RunAsync(calls, PrefixTokens, static _ => { }, cancellationToken);
        var harmed = await BurstRun.RunAsync(disturbed, PrefixTokens, static _ => { }, cancellationToken);
        var control = await BurstRun.RunAsync(calls, PrefixTokens, WithoutWaiting, cancellationToken);
        await run.Progress.WriteLineAsync(
            $"{bursts} disturbed bursts: {harmed.FailedLeaders} first calls came to nothing, {harmed.LeadersWithoutStream} did not stream");
        if ((cold.FirstLost ?? harmed.FirstLost ?? control.FirstLost) is { } how)
        {
            await run.Progress.WriteLineAsync($"A call was lost: {how}");
        }

        return
        [
            new Figure($"{Name}/writes-of-the-prefix", cold.MostWrites, 1, "max"),
            new Figure($"{Name}/median-added-wait-in-times-to-first-byte", Math.Round(cold.MedianWait, 3), 1, "max"),
            new Figure($"{Name}/writes-of-a-prefix-with-harm", harmed.MostWrites, 1, "max"),
            Figure.Never($"{Name}/calls-lost", cold.Lost + harmed.Lost + control.Lost),
            Figure.Never($"{Name}/calls-hung", cold.Hung + harmed.Hung + control.Hung),
            Figure.AtLeast($"{Name}/first-calls-that-came-to-nothing", harmed.FailedLeaders, bursts * 3 / Fates),
            Figure.AtLeast($"{Name}/first-calls-that-did-not-stream", harmed.LeadersWithoutStream, bursts / Fates),
            Figure.AtLeast($"{Name}/control-writes-without-waiting", control.MostWrites, run.Operations * 9 / 10),
            .. await FanOutAsync(run, cancellationToken),
        ];
    }

    /// <summary>The workload on which costs are compared, with every answer's first byte after a second.</summary>
    private async Task<IReadOnlyList<Figure>> FanOutAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        if (await FanOut.ReadAsync(cancellationToken) is not { } calls)
        {
            await run.Progress.WriteLineAsync($"{Name}/fan-out is skipped: the folder with the generator of workloads is not here");
            return [];
        }

        var tally = await BurstRun.RunAsync(calls, PrefixTokens, static _ => { }, cancellationToken);
        return
        [
            new Figure($"{Name}/fan-out-cost-in-that-of-unmarked-calls", Math.Round(tally.CostOfUnmarked, 4), MostOfUnmarked, "max"),
            new Figure($"{Name}/fan-out-median-added-wait-in-times-to-first-byte", Math.Round(tally.MedianWait, 3), 1, "max"),
            new Figure($"{Name}/fan-out-writes-of-a-prefix", tally.MostWrites, 1, "max"),
            Figure.Never($"{Name}/fan-out-calls-lost-or-hung", tally.Lost + tally.Hung),
        ];
    }

    /// <summary>By habit, for the learning planner pays in full rather than write what another call is writing.</summary>
    private static void WithoutWaiting(ClaudeCachingOptions options)
    {
        options.CacheControl.Placement = CacheControlPlacement.Habit;
        options.WarmFirst.Enabled = false;
    }

    private static IReadOnlyList<BurstCall> Disturbed(ScenarioRun run)
    {
        var calls = new List<BurstCall>();
        for (var burst = 0; burst < Math.Max(1, run.Operations / CallsOfADisturbedBurst); burst++)
        {
            var chance = run.ChanceOf(burst);
            var start = burst * BetweenBursts;

            // Every fate befalls a first call; after it, chance decides.
            calls.Add(Call(burst, 0, start, (CallFate)(burst % Fates), Patience()));
            calls.AddRange(Enumerable.Range(1, CallsOfADisturbedBurst - 1)
                .Select(number => Call(burst, number, start + After(), Fate(chance.NextDouble()), Patience()))
                .OrderBy(static call => call.At));

            TimeSpan Patience() => TimeSpan.FromMilliseconds(chance.Next(MostPatience));

            TimeSpan After() => TimeSpan.FromMilliseconds(chance.Next(1, Spread));
        }

        return calls;
    }

    private static CallFate Fate(double dice) => dice switch
    {
        < 0.15 => CallFate.Breaks,
        < 0.30 => CallFate.IsRefused,
        < 0.50 => CallFate.Leaves,
        < 0.70 => CallFate.DoesNotStream,
        _ => CallFate.Streams,
    };

    private static BurstCall Call(int burst, int number, TimeSpan at, CallFate fate, TimeSpan patience)
    {
        var stream = fate == CallFate.DoesNotStream ? "false" : "true";
        var prefix = string.Concat(Enumerable.Repeat(string.Create(CultureInfo.InvariantCulture, $"Rule of burst {burst:D9}. "), PrefixTokens * 4 / 20));
        var body = string.Create(CultureInfo.InvariantCulture, $$"""
            {"model":"claude-opus-5","max_tokens":64,"stream":{{stream}},"system":"{{prefix}}","messages":[{"role":"user","content":"Check number {{number}}."}]}
            """);
        return new BurstCall(burst, at, Encoding.UTF8.GetBytes(body), fate, patience);
    }
}
