namespace PromptCaching.RateLimiting;

/// <summary>Controls how fast requests leave. Bound from <c>Claude:RateLimiting</c>.</summary>
public sealed class RateLimitingOptions
{
    /// <summary>Gets or sets a value indicating whether requests wait for their turn.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how many Messages requests may leave in a minute; token counting has as many of its own.</summary>
    /// <value>The default is <see langword="null"/>: 50, until the first answer's <c>anthropic-ratelimit-requests-limit</c> header says better.</value>
    public int? RequestsPerMinute { get; set; }

    /// <summary>Gets or sets how many requests may wait; one more is refused with the time to come back.</summary>
    /// <value>The default is 1,000.</value>
    public int QueueLimit { get; set; } = 1000;
}
