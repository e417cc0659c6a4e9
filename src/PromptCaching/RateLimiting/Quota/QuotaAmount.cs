namespace PromptCaching.RateLimiting.Quota;

/// <summary>An amount of each of the three things that the API counts by the minute.</summary>
internal readonly record struct QuotaAmount(double Requests, double InputTokens, double OutputTokens)
{
    public static QuotaAmount One { get; } = new(1, 0, 0);

    public static QuotaAmount operator +(QuotaAmount left, QuotaAmount right) =>
        new(left.Requests + right.Requests, left.InputTokens + right.InputTokens, left.OutputTokens + right.OutputTokens);

    public static QuotaAmount operator -(QuotaAmount left, QuotaAmount right) =>
        new(left.Requests - right.Requests, left.InputTokens - right.InputTokens, left.OutputTokens - right.OutputTokens);
}
