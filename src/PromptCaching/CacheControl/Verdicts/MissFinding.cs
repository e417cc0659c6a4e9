namespace PromptCaching.CacheControl.Verdicts;

/// <summary>Why less was read than an earlier request had left.</summary>
internal sealed record MissFinding(CacheMissKind Kind)
{
    public RequestDifference? Difference { get; init; }

    /// <summary>Gets the block at which the entry ends that was not read.</summary>
    public int Step { get; init; } = -1;

    /// <summary>Gets how long the entry had not been used.</summary>
    public TimeSpan Idle { get; init; }

    public TimeSpan TimeToLive { get; init; }

    /// <summary>Gets the tokens that are missing to the minimum, or the places that are too many for the window.</summary>
    public long Amount { get; init; }
}
