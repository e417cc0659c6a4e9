namespace PromptCaching.RateLimiting;

/// <summary>The limits of one class of models, by the minute.</summary>
public sealed class ModelClassLimits
{
    /// <summary>Gets or sets how many requests may leave in a minute.</summary>
    /// <value>The default is <see langword="null"/>: as <see cref="RateLimitingOptions.RequestsPerMinute"/>.</value>
    public int? RequestsPerMinute { get; set; }

    /// <summary>Gets or sets how many input tokens may be sent in a minute.</summary>
    /// <value>The default is <see langword="null"/>: as <see cref="RateLimitingOptions.InputTokensPerMinute"/>.</value>
    public int? InputTokensPerMinute { get; set; }

    /// <summary>Gets or sets how many output tokens may be produced in a minute.</summary>
    /// <value>The default is <see langword="null"/>: as <see cref="RateLimitingOptions.OutputTokensPerMinute"/>.</value>
    public int? OutputTokensPerMinute { get; set; }

    /// <summary>Gets or sets a value indicating whether tokens that are read from the prompt cache count against the input limit.</summary>
    /// <value>The default is <see langword="null"/>: they do for Haiku 3.5 only.</value>
    public bool? CachedReadsCount { get; set; }
}
