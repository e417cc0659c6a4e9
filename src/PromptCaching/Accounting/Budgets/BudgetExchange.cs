namespace PromptCaching.Accounting;

/// <summary>What one process says of one budget to those it shares it with. Amounts spent are in USD and whole multiples of 1e-9.</summary>
public sealed record BudgetExchange
{
    /// <summary>Gets the name of the budget.</summary>
    public required string Budget { get; init; }

    /// <summary>Gets when the period ends; each period counts apart.</summary>
    /// <value><see langword="null"/> for a budget that never begins anew.</value>
    public DateTimeOffset? Ends { get; init; }

    /// <summary>Gets the amount, in USD.</summary>
    public decimal Usd { get; init; }

    /// <summary>Gets a value indicating whether calls hold the worst that they may cost.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Gets who speaks: a random name that stays the same as long as the process lives.</summary>
    public required string Process { get; init; }

    /// <summary>Gets how long the process may be silent until what it holds is free again.</summary>
    public TimeSpan Lease { get; init; }

    /// <summary>Gets all that the process has spent in this period.</summary>
    public decimal Spent { get; init; }

    /// <summary>Gets the part of it that is counted already, by the latest answer.</summary>
    public decimal Acknowledged { get; init; }

    /// <summary>Gets <see cref="BudgetStanding.Memory"/> of the latest answer.</summary>
    /// <value><see langword="null"/> while there was none.</value>
    public string? Memory { get; init; }

    /// <summary>Gets <see cref="BudgetStanding.Spent"/> of the latest answer: from it a store that has lost its memory gets it back.</summary>
    public decimal Known { get; init; }

    /// <summary>Gets what the calls hold that are on their way; takes the place of what the process said before.</summary>
    public BudgetClaim Held { get; init; }

    /// <summary>Gets what calls that wait would hold, in the order in which they came.</summary>
    public IReadOnlyList<BudgetClaim> Asked { get; init; } = [];
}
