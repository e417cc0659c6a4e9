namespace PromptCaching.Accounting;

/// <summary>Sums over entries of the ledger. What is not known is counted apart and is in no sum.</summary>
public sealed record UsageTotals
{
    /// <summary>Gets the attempts that were sent to the API and answered, or that may have been billed.</summary>
    public long Attempts { get; init; }

    /// <summary>Gets the calls that the response cache answered.</summary>
    public long Hits { get; init; }

    /// <summary>Gets the calls that another call's answer served.</summary>
    public long Joins { get; init; }

    /// <summary>Gets the attempts that gave no whole answer.</summary>
    public long Failures { get; init; }

    /// <summary>Gets the attempts of which a part is known; that part is in the sums, which so are lower bounds.</summary>
    public long PartlyKnown { get; init; }

    /// <summary>Gets the attempts that may have been billed and of which nothing is known.</summary>
    public long Unknown { get; init; }

    /// <summary>Gets the attempts whose tokens are known but whose price is not.</summary>
    public long Unpriced { get; init; }

    /// <summary>Gets the tokens and searches.</summary>
    public TokenUsage Usage { get; init; } = new();

    /// <summary>Gets the cost, in USD.</summary>
    public decimal Cost { get; init; }

    /// <summary>Gets what the prompt cache saved, in USD; negative while writes have not paid for themselves.</summary>
    public decimal SavedByPromptCache { get; init; }

    /// <summary>Gets what hits and joins would have cost, in USD.</summary>
    public decimal SavedByResponseCache { get; init; }

    /// <summary>Gets what both saved, in USD.</summary>
    public decimal Saved => SavedByPromptCache + SavedByResponseCache;

    /// <summary>Gets a value indicating whether the cost is all there is: nothing is unknown, partly known or without a price.</summary>
    public bool IsExact => PartlyKnown + Unknown + Unpriced == 0;

    /// <summary>Gets the calls and attempts that were served.</summary>
    public long Answers => Attempts - Failures + Hits + Joins;

    /// <summary>Gets the cost of an answer on average, hits and joins included, in USD.</summary>
    /// <value><see langword="null"/> when there was no answer.</value>
    public decimal? AverageCost => Answers > 0 ? Cost / Answers : null;
}
