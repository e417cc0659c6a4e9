using System.Threading.RateLimiting;

namespace PromptCaching.RateLimiting;

/// <summary>Controls how fast requests leave. Bound from <c>Claude:RateLimiting</c>.</summary>
/// <remarks>
/// Limits are those of one class of models; the API counts each class apart. What answers tell in their <c>anthropic-ratelimit-*</c>
/// headers is followed at once, but never above what is set here: set a limit to keep a part of the quota for others.
/// </remarks>
public sealed class RateLimitingOptions
{
    /// <summary>Gets or sets a value indicating whether requests wait for their turn.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how many Messages requests may leave in a minute; token counting has as many of its own.</summary>
    /// <value>The default is <see langword="null"/>: 50, until the first answer's headers say better; without limit when ten answers said nothing.</value>
    public int? RequestsPerMinute { get; set; }

    /// <summary>Gets or sets how many input tokens may be sent in a minute. Tokens read from the prompt cache are free.</summary>
    /// <value>The default is <see langword="null"/>: without limit, until the first answer's headers say better.</value>
    public int? InputTokensPerMinute { get; set; }

    /// <summary>Gets or sets how many output tokens may be produced in a minute.</summary>
    /// <value>The default is <see langword="null"/>: without limit, until the first answer's headers say better.</value>
    public int? OutputTokensPerMinute { get; set; }

    /// <summary>
    /// Gets or sets the limits of classes of models that differ, by name: family and version, as in <c>opus-5-5</c> or <c>sonnet-4</c>, or by a model's id.
    /// </summary>
    /// <value>The default is none. Bound from <c>Claude:RateLimiting:Classes:opus-5-5:RequestsPerMinute</c> and the like.</value>
    public IDictionary<string, ModelClassLimits> Classes { get; set; } = new Dictionary<string, ModelClassLimits>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how many calls of one class of models may run at one time, from their sending to the end of their answer.</summary>
    /// <value>The default is <see langword="null"/>: as many as the quota allows.</value>
    public int? MaxConcurrency { get; set; }

    /// <summary>Gets or sets how many calls may wait; one more is refused with the time to come back.</summary>
    /// <value>The default is 1,000.</value>
    public int QueueLimit { get; set; } = 1000;

    /// <summary>Gets or sets the longest wait that a call enters into; one that would wait longer is refused with the time to come back.</summary>
    /// <value>The default is <see langword="null"/>: it waits until its caller cancels it.</value>
    public TimeSpan? LongestWait { get; set; }

    /// <summary>Gets or sets a limiter of your own in place of ours: asked for one permit before each attempt, whose lease ends with the answer.</summary>
    /// <value>The default is <see langword="null"/>. Where it returns null, ours decides. Set in code only.</value>
    /// <remarks><see cref="ClaudeCall.QueueProgress"/> is not told of waits for it.</remarks>
    public Func<HttpRequestMessage, RateLimiter?>? Limiter { get; set; }
}
