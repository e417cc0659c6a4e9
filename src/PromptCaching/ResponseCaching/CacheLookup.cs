using PromptCaching.ResponseCaching.Keys;
using PromptCaching.Storage;
using PromptCaching.Telemetry;

namespace PromptCaching.ResponseCaching;

/// <summary>Everything that one call needs of the response cache; made only for calls that may use it.</summary>
/// <param name="Request">The caller's request.</param>
/// <param name="Context">What travels with the call.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Alternative">Which of several answers to it this call gets; 0 where there is one.</param>
/// <param name="Call">The caller's wishes.</param>
/// <param name="Options">The options, one snapshot for the whole call.</param>
/// <param name="BegunAt">When the call began (UTC).</param>
internal sealed record CacheLookup(
    HttpRequestMessage Request,
    CallContext Context,
    Question Question,
    int Alternative,
    ClaudeCall Call,
    ResponseCachingOptions Options,
    DateTimeOffset BegunAt)
{
    /// <summary>Gets labels of the answer beside those that the call asks for.</summary>
    public IReadOnlyList<EntryLabel> MoreLabels { get; init; } = [];

    public CacheKey Key => Question.Key.Alternative(Alternative);

    public bool WantsStream => Question.Facts.IsStream;

    public ResponseCacheMode Mode => Call.ResponseCache ?? ResponseCacheMode.Default;

    public CallReport Report => Context.Report;
}
