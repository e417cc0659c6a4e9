namespace PromptCaching.Accounting;

/// <summary>What one process says of its usage to those it shares the totals with.</summary>
public sealed record UsageExchange
{
    /// <summary>Gets who speaks: a random name that stays the same as long as the process lives.</summary>
    public required string Process { get; init; }

    /// <summary>Gets the sums of the process by model, of the models that have news; each takes the place of what was said of that model before.</summary>
    public required IReadOnlyDictionary<string, UsageTotals> Sums { get; init; }

    /// <summary>Gets what of <see cref="Sums"/> is counted already, by the latest answer: for a store that forgot the process, but not the totals.</summary>
    public required IReadOnlyDictionary<string, UsageTotals> Acknowledged { get; init; }

    /// <summary>Gets <see cref="UsageStanding.Memory"/> of the latest answer.</summary>
    /// <value><see langword="null"/> while there was none.</value>
    public string? Memory { get; init; }

    /// <summary>Gets a value indicating whether the sums of all are asked for.</summary>
    public bool IsAsking { get; init; }
}
