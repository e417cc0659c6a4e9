namespace PromptCaching.Accounting;

/// <summary>Where a budget stands that many processes share.</summary>
public sealed record BudgetStanding
{
    /// <summary>Gets what all have spent in this period, in USD.</summary>
    public decimal Spent { get; init; }

    /// <summary>Gets what calls of other processes hold.</summary>
    public BudgetClaim HeldByOthers { get; init; }

    /// <summary>Gets for each claim that was asked whether there was room for it. What was granted is held.</summary>
    public required IReadOnlyList<bool> Granted { get; init; }

    /// <summary>Gets the name of the store's memory: another one when it has forgotten everything meanwhile.</summary>
    public required string Memory { get; init; }
}
