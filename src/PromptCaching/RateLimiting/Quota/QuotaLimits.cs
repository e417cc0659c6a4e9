namespace PromptCaching.RateLimiting.Quota;

/// <summary>The limits of one pool, by the minute; null where none is known.</summary>
internal readonly record struct QuotaLimits(double? Requests, double? InputTokens, double? OutputTokens)
{
    /// <summary>The lower of two, one by one.</summary>
    public QuotaLimits Or(QuotaLimits other) =>
        new(Lower(Requests, other.Requests), Lower(InputTokens, other.InputTokens), Lower(OutputTokens, other.OutputTokens));

    /// <summary>These, and the others where these are silent.</summary>
    public QuotaLimits Over(QuotaLimits other) => new(Requests ?? other.Requests, InputTokens ?? other.InputTokens, OutputTokens ?? other.OutputTokens);

    private static double? Lower(double? one, double? other) => one is { } first && other is { } second ? Math.Min(first, second) : one ?? other;
}
