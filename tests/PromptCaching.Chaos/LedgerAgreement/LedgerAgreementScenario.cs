using PromptCaching.Accounting;

namespace PromptCaching.Chaos.LedgerAgreement;

/// <summary>Calls that fail in every way, are repeated, joined, served from the store, cancelled and left: the ledger is that of the API, to the token.</summary>
internal sealed class LedgerAgreementScenario : IScenario
{
    private const int Wave = 20;

    public string Name => "ledger-agreement";

    public int QuickOperations => 5_000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        using var lane = new AgreementLane(run.Operations, run.Seed);
        var hung = 0;
        foreach (var wave in Enumerable.Range(0, run.Operations).Chunk(Wave))
        {
            cancellationToken.ThrowIfCancellationRequested();
            hung += lane.Run(wave.Select(operation => AgreementPlan.Roll(operation, run.ChanceOf(operation))), cancellationToken) ? 0 : 1;
        }

        var agreement = new Agreement(lane.Emulator.Calls, lane.Usage.Entries);
        var total = lane.Usage.Total;
        await run.Progress.WriteLineAsync(
            $"  {lane.Emulator.Calls.Count} attempts arrived, {agreement.Known} known, {agreement.Partly} partly, {agreement.Unknown} unknown, "
            + $"{agreement.BilledWithoutId} billed without an id that came, {agreement.Nameless} listed without id; {total.Hits} hits, {total.Joins} joins, {total.Cost} USD");
        return
        [
            new Figure($"{Name}/tokens-of-difference", agreement.TokensOfDifference, 0, "max"),
            new Figure($"{Name}/dollars-of-difference", (double)agreement.DollarsOfDifference, 0, "max"),
            Figure.Never($"{Name}/partly-known-and-wrong", agreement.WrongParts),
            Figure.Never($"{Name}/billed-and-not-listed", Math.Max(0, agreement.BilledWithoutId - agreement.Nameless)),
            Figure.Never($"{Name}/known-without-id", agreement.NamelessButKnown),
            Figure.Never($"{Name}/counted-twice", agreement.Doubled),
            Figure.Never($"{Name}/listed-and-never-made", agreement.Foreign),
            Figure.Never($"{Name}/sums-unlike-their-entries", Unlike(lane.Usage, total)),
            Figure.Never($"{Name}/free-answers-miscounted", (int)Math.Abs(total.Hits + total.Joins - lane.FreeAnswers)),
            Figure.Never($"{Name}/waves-hung", hung),
            Figure.AtLeast($"{Name}/known", agreement.Known, run.Operations / 3),
            Figure.AtLeast($"{Name}/partly-known", agreement.Partly, run.Operations / 200),
            Figure.AtLeast($"{Name}/unknown", agreement.Unknown, run.Operations / 100),
            Figure.AtLeast($"{Name}/hits", (int)total.Hits, run.Operations / 20),
            Figure.AtLeast($"{Name}/joins", (int)total.Joins, run.Operations / 50),
        ];
    }

    private static int Unlike(IClaudeUsage usage, UsageTotals total)
    {
        var cost = usage.Entries.Sum(static entry => entry.Cost ?? 0m);
        decimal[] sums = [total.Cost, usage.ByModel.Values.Sum(Cost), usage.ByScope.Values.Sum(Cost), usage.ByTag.Values.Sum(Cost), usage.ByDay.Values.Sum(Cost)];
        return sums.Count(sum => sum != cost);

        static decimal Cost(UsageTotals totals) => totals.Cost;
    }
}
