namespace PromptCaching.Prompts;

/// <summary>What the calls of one version of a template came to.</summary>
public sealed record PromptVersionUsage
{
    /// <summary>Gets the version.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the calls that were answered, by the API, the response cache or another call.</summary>
    public long Calls { get; init; }

    /// <summary>Gets their cost, in USD.</summary>
    public decimal Cost { get; init; }

    /// <summary>Gets the cost of a call on average, in USD.</summary>
    /// <value><see langword="null"/> when there was none.</value>
    public decimal? CostPerCall { get; init; }

    /// <summary>Gets the share of the input tokens that was read from the prompt cache, 0 to 1.</summary>
    /// <value><see langword="null"/> when the API read no token.</value>
    public double? PromptCacheHitRate { get; init; }

    /// <summary>Gets the share of the calls that the response cache or another call answered, 0 to 1.</summary>
    /// <value><see langword="null"/> when there was no call.</value>
    public double? ResponseCacheHitRate { get; init; }

    /// <summary>Gets what compression saved.</summary>
    public PromptCompressionResult Compression { get; init; } = PromptCompressionResult.None;
}
