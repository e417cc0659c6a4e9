namespace PromptCaching.Accounting;

/// <summary>What many processes used, all together.</summary>
public sealed record UsageStanding
{
    /// <summary>Gets the name of the store's memory: another one when it has forgotten everything meanwhile.</summary>
    public required string Memory { get; init; }

    /// <summary>Gets the sums of all processes by model.</summary>
    /// <value>Empty when they were not asked for.</value>
    public required IReadOnlyDictionary<string, UsageTotals> ByModel { get; init; }
}
