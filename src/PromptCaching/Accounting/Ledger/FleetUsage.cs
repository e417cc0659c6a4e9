namespace PromptCaching.Accounting;

/// <summary>What the calls of all processes used and cost that share their totals.</summary>
public sealed record FleetUsage
{
    /// <summary>Gets the sums over everything.</summary>
    public required UsageTotals Total { get; init; }

    /// <summary>Gets the sums by model; empty is the name of an unknown one.</summary>
    public required IReadOnlyDictionary<string, UsageTotals> ByModel { get; init; }

    /// <summary>Gets a value indicating whether other processes are in the sums, those that are gone included.</summary>
    /// <value>
    /// <see langword="false"/> when the totals are not shared, or the others cannot be asked, which the log explains: then this is the process's own ledger.
    /// </value>
    public required bool IncludesOthers { get; init; }

    internal static FleetUsage Of(UsageStanding standing)
    {
        var total = new RunningTotals();
        foreach (var totals in standing.ByModel.Values)
        {
            total.Add(totals);
        }

        return new FleetUsage { Total = total.Snapshot(), ByModel = standing.ByModel, IncludesOthers = true };
    }

    internal static FleetUsage OfOne(CostLedger ledger) => new() { Total = ledger.Total, ByModel = ledger.ByModel, IncludesOthers = false };
}
