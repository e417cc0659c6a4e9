namespace PromptCaching.Chaos.TransportFaults;

/// <summary>Attempts that fail in every way that a connection can, against a server that writes bills: nothing is lost, doubled or charged in silence.</summary>
internal sealed class TransportFaultsScenario : IScenario
{
    private const int MostTold = 5;

    public string Name => "transport-faults";

    public int QuickOperations => 5_000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>();
        var (faults, ambiguous) = (0, 0);
        using var lane = new FaultLane();
        for (var operation = 0; operation < run.Operations; operation++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var chance = run.ChanceOf(operation);
            var plan = FaultPlan.Roll(chance);
            var outcome = lane.Run(plan, chance, cancellationToken);
            faults += plan.Faults.Count(static fault => fault != Fault.None);
            ambiguous += outcome?.Report.AmbiguousAttempts ?? 0;
            if (Wrong(plan, outcome) is { } wrong)
            {
                counts[wrong] = counts.GetValueOrDefault(wrong) + 1;
                if (counts[wrong] <= MostTold)
                {
                    await run.Progress.WriteLineAsync($"  {wrong}: operation {operation}, {(plan.IsStream ? "stream" : "message")} "
                        + $"{string.Join(", ", plan.Faults)}: {outcome}");
                }
            }
        }

        return
        [
            Figure.Never($"{Name}/charges-not-marked", counts.GetValueOrDefault("charge not marked")),
            Figure.Never($"{Name}/lost", counts.GetValueOrDefault("lost")),
            Figure.Never($"{Name}/divergent", counts.GetValueOrDefault("divergent")),
            Figure.Never($"{Name}/hung", counts.GetValueOrDefault("hung")),
            Figure.Never($"{Name}/failures-not-reported", counts.GetValueOrDefault("failure not reported")),
            Figure.Never($"{Name}/attempts-miscounted", counts.GetValueOrDefault("attempts miscounted")),
            Figure.AtLeast($"{Name}/faults", faults, run.Operations / 2),
            Figure.AtLeast($"{Name}/ambiguous-attempts", ambiguous, run.Operations / 10),
        ];
    }

    private static string? Wrong(FaultPlan plan, FaultOutcome? outcome) => outcome switch
    {
        null => "hung",
        { HasFailed: true } when plan.ShouldSucceed => "lost",
        { HasFailed: false, IsWhole: false } when plan.Faults[^1] != Fault.OverloadedAfter => "divergent",
        { IsPart: false } when plan.Faults[^1] != Fault.OverloadedAfter => "divergent",
        { HasFailed: false } when !plan.ShouldSucceed && outcome.Report.Error is null => "failure not reported",
        { HasFailed: true, Report.Error: null } => "failure not reported",
        _ when outcome.UndeliveredExecutions > outcome.Report.AmbiguousAttempts => "charge not marked",
        _ when outcome.Attempts != plan.Faults.Count || outcome.Report.Attempts != outcome.Attempts => "attempts miscounted",
        _ => null,
    };
}
