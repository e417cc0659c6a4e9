namespace PromptCaching.RateLimiting;

/// <summary>A bound for each of the three things that the API counts by the minute; <see langword="null"/> where none is known.</summary>
/// <param name="Requests">The most requests.</param>
/// <param name="InputTokens">The most input tokens.</param>
/// <param name="OutputTokens">The most output tokens.</param>
public readonly record struct QuotaLimits(double? Requests, double? InputTokens, double? OutputTokens)
{
    /// <summary>The lower of two, one by one.</summary>
    internal QuotaLimits Or(QuotaLimits other) =>
        new(Lower(Requests, other.Requests), Lower(InputTokens, other.InputTokens), Lower(OutputTokens, other.OutputTokens));

    /// <summary>These, and the others where these are silent.</summary>
    internal QuotaLimits Over(QuotaLimits other) => new(Requests ?? other.Requests, InputTokens ?? other.InputTokens, OutputTokens ?? other.OutputTokens);

    private static double? Lower(double? one, double? other) => one is { } first && other is { } second ? Math.Min(first, second) : one ?? other;
}
