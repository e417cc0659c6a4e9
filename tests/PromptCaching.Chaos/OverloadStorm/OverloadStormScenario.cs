using CostExplorer.Replay;
using PromptCaching.Retrying;

namespace PromptCaching.Chaos.OverloadStorm;

/// <summary>Ten minutes of 529 under a steady load: retries must not make it worse, and its end must be noticed.</summary>
internal sealed class OverloadStormScenario : IScenario
{
    private const double MostCalls = 1.10;

    public string Name => "overload-storm";

    public int QuickOperations => 13_800;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var ours = await RunAsync(new RetryingOptions(), run, cancellationToken);

        // Ten repetitions in stock are spent at the beginning: beside the share, that is all.
        var withoutBreaker = await RunAsync(new RetryingOptions { CircuitBreaker = false }, run, cancellationToken);
        var naive = await RunAsync(new RetryingOptions { CircuitBreaker = false, RetryBudget = 3 }, run, cancellationToken);
        return
        [
            new($"{Name}/calls-per-request", ours.CallsPerRequest, MostCalls, "max"),
            new($"{Name}/seconds-to-full-success", ours.SecondsToFullSuccess, 2, "max"),
            new($"{Name}/calls-per-request-by-budget-alone", withoutBreaker.CallsPerRequest, MostCalls + (20.0 / run.Operations), "max"),
            new($"{Name}/calls-per-request-of-naive-retries", naive.CallsPerRequest, 3.5, "min"),
            Figure.Never($"{Name}/hung", ours.Hung + withoutBreaker.Hung + naive.Hung),
        ];
    }

    private static async Task<StormOutcome> RunAsync(RetryingOptions options, ScenarioRun run, CancellationToken cancellationToken)
    {
        StormOutcome? outcome = null;
        using var storm = new Storm(options, cancellationToken);
        await OwnThread.RunAsync(() => outcome = storm.Run(run.Operations));
        await run.Progress.WriteLineAsync($"  breaker {options.CircuitBreaker}, budget {options.RetryBudget}: {outcome}");
        return outcome!;
    }
}
