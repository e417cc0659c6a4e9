namespace PromptCaching.Redis;

/// <summary>How long an entry lives after each use, and when it ends however often it is used.</summary>
internal readonly record struct SlidingWindow(TimeSpan Length, DateTimeOffset? EndsAt)
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(1);

    /// <returns>What the server is told after a use; <see langword="null"/> when the entry is at its end.</returns>
    public TimeSpan? TimeToLive(DateTimeOffset now)
    {
        var left = EndsAt - now ?? Length;
        var next = left < Length ? left : Length;
        return next >= _shortest ? next : null;
    }
}
