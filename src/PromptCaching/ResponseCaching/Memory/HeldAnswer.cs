using PromptCaching.Bodies;
using PromptCaching.Storage;

namespace PromptCaching.ResponseCaching.Memory;

/// <summary>An answer in memory, with what its report will say, read once.</summary>
/// <param name="Entry">The bytes and their times.</param>
/// <param name="Outline">What is in them.</param>
internal sealed record HeldAnswer(CacheEntry Entry, AnswerOutline Outline)
{
    private long _hits;

    /// <summary>Gets until when it may be served without asking the shared store.</summary>
    public DateTimeOffset HeldUntil { get; init; }

    /// <summary>Gets or sets the state of the clearings at which this answer was found to stand.</summary>
    public int ClearingsVersion { get; set; } = -1;

    /// <summary>Gets how often this answer was given.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    public void CountHit() => Interlocked.Increment(ref _hits);
}
