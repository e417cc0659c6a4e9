namespace PromptCaching.Accounting;

/// <summary>What a call will use and cost, estimated before it is sent from the length of its body and what such calls came to so far.</summary>
public sealed record CallEstimate
{
    /// <summary>Gets the model that is asked.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the length of the prompt, in tokens: a quarter of the bytes of the request.</summary>
    public long InputTokens { get; init; }

    /// <summary>Gets the output that such calls had so far on average, in tokens; a quarter of <c>max_tokens</c> while there was none.</summary>
    public double OutputTokens { get; init; }

    /// <summary>Gets the cost to expect, in USD, with what the prompt cache usually saves.</summary>
    public decimal ExpectedCost { get; init; }

    /// <summary>Gets the most that the call should cost, in USD: twice the prompt, written at the dearest rate, and all of <c>max_tokens</c>.</summary>
    public decimal HighestCost { get; init; }

    /// <summary>Gets the square of what is usually missed by, in USD.</summary>
    internal double Variance { get; init; }

    /// <summary>Gets what the call would cost if it were like those seen so far, in USD; 0 while there was none.</summary>
    internal decimal SeenCost { get; init; }

    internal BudgetClaim Claim => new(ExpectedCost, Variance, HighestCost);
}
