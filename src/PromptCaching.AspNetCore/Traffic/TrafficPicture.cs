namespace PromptCaching.AspNetCore.Traffic;

/// <summary>What onlookers are shown of the calls.</summary>
/// <param name="At">When it was taken.</param>
/// <param name="Minutes">The minutes of the last hour in which something happened, oldest first.</param>
/// <param name="Latency">How long calls took.</param>
/// <param name="Prefixes">The prefixes that the prompt cache was used for most.</param>
/// <param name="Answers">The stored answers that were served most.</param>
/// <param name="Misses">The latest misses of the prompt cache, latest first.</param>
internal sealed record TrafficPicture(
    DateTimeOffset At,
    IReadOnlyList<MinuteTraffic> Minutes,
    LatencyStatistics Latency,
    IReadOnlyList<TopUse> Prefixes,
    IReadOnlyList<TopUse> Answers,
    IReadOnlyList<JudgedCall> Misses)
{
    /// <summary>Gets how many calls have no whole answer since the start, refused ones included.</summary>
    public long Failed { get; init; }
}
