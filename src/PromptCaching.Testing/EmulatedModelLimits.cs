namespace PromptCaching.Testing;

/// <summary>The limits of one class of models.</summary>
/// <param name="RequestsPerMinute">Requests per minute.</param>
/// <param name="InputTokensPerMinute">Input tokens per minute: plain and written ones; those read from the prompt cache are free.</param>
/// <param name="OutputTokensPerMinute">Output tokens per minute, as they are produced; <c>max_tokens</c> has no effect.</param>
public sealed record EmulatedModelLimits(int RequestsPerMinute, int InputTokensPerMinute, int OutputTokensPerMinute)
{
    /// <summary>Gets a value indicating whether tokens read from the prompt cache count, too.</summary>
    /// <value>The default is <see langword="false"/>; so it is with all models but Haiku 3.5.</value>
    public bool CachedReadsCount { get; init; }
}
