namespace PromptCaching.Testing.Endpoints.Batches;

/// <summary>When the requests of a batch take place: evenly over its duration, unless it is canceled or its day is over.</summary>
internal sealed record BatchSchedule(DateTimeOffset CreatedAt, TimeSpan Duration, int Items)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(29);

    public DateTimeOffset ExpiresAt => CreatedAt + Longest;

    /// <summary>Gets the instant at which it ends if nobody cancels it.</summary>
    public DateTimeOffset EndsAt => CreatedAt + (Duration < Longest ? Duration : Longest);

    /// <summary>Gets the instant from which the results can no longer be had.</summary>
    public DateTimeOffset ArchivedAt => CreatedAt + Kept;

    public DateTimeOffset StartOf(int item) => CreatedAt + (Duration / Items * item);

    /// <summary>How many requests are done at an instant; one that has begun is finished.</summary>
    public int DoneAt(DateTimeOffset instant) =>
        Duration == TimeSpan.Zero ? Items : (int)Math.Clamp(Math.Ceiling((instant - CreatedAt) / Duration * Items), 0, Items);
}
