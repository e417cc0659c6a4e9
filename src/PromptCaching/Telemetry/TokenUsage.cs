namespace PromptCaching;

/// <summary>The tokens of one call in buckets that do not overlap, so that each is priced once.</summary>
public sealed record TokenUsage
{
    /// <summary>Gets the input tokens that were neither written to the prompt cache nor read from it.</summary>
    public long Input { get; init; }

    /// <summary>Gets the input tokens written to the prompt cache for 5 minutes.</summary>
    public long CacheWrite5m { get; init; }

    /// <summary>Gets the input tokens written to the prompt cache for 1 hour.</summary>
    public long CacheWrite1h { get; init; }

    /// <summary>Gets the input tokens read from the prompt cache.</summary>
    public long CacheRead { get; init; }

    /// <summary>Gets the output tokens, thinking included.</summary>
    public long Output { get; init; }

    /// <summary>Gets the output tokens that were thinking, as far as the API tells; they are part of <see cref="Output"/>.</summary>
    public long Thinking { get; init; }

    /// <summary>Gets the web searches that the API ran; they are billed apart from tokens.</summary>
    public long WebSearches { get; init; }

    /// <summary>Gets the length of the prompt, in tokens: plain, written and read together.</summary>
    public long TotalInput => Input + CacheWrite5m + CacheWrite1h + CacheRead;

    /// <summary>Gets the input tokens written to the prompt cache, for whatever time.</summary>
    public long CacheWrite => CacheWrite5m + CacheWrite1h;
}
