namespace PromptCaching.RateLimiting;

/// <summary>An amount of each of the three things that the API counts by the minute.</summary>
/// <param name="Requests">How many requests.</param>
/// <param name="InputTokens">How many input tokens.</param>
/// <param name="OutputTokens">How many output tokens.</param>
public readonly record struct QuotaAmount(double Requests, double InputTokens, double OutputTokens)
{
    internal static QuotaAmount One { get; } = new(1, 0, 0);

    /// <summary>Adds each to each.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum.</returns>
    public static QuotaAmount operator +(QuotaAmount left, QuotaAmount right) => Add(left, right);

    /// <summary>Takes each from each.</summary>
    /// <param name="left">The amount that is taken from.</param>
    /// <param name="right">The amount that is taken.</param>
    /// <returns>The difference; below zero where more is taken than is there.</returns>
    public static QuotaAmount operator -(QuotaAmount left, QuotaAmount right) => Subtract(left, right);

    /// <summary>Adds each to each.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum.</returns>
    public static QuotaAmount Add(QuotaAmount left, QuotaAmount right) =>
        new(left.Requests + right.Requests, left.InputTokens + right.InputTokens, left.OutputTokens + right.OutputTokens);

    /// <summary>Takes each from each.</summary>
    /// <param name="left">The amount that is taken from.</param>
    /// <param name="right">The amount that is taken.</param>
    /// <returns>The difference; below zero where more is taken than is there.</returns>
    public static QuotaAmount Subtract(QuotaAmount left, QuotaAmount right) =>
        new(left.Requests - right.Requests, left.InputTokens - right.InputTokens, left.OutputTokens - right.OutputTokens);
}
