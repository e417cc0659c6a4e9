namespace PromptCaching.Telemetry.HitRates;

/// <summary>Whether a call found something in a cache.</summary>
internal static class HitJudgement
{
    /// <returns><see langword="null"/> for calls that say nothing about it: failed, too short to cache, sent as they were, or made to keep a prefix.</returns>
    public static bool? IsHit(CallReport report) => report switch
    {
        { Error: not null } or { IsKeepWarm: true } => null,
        { Source: CallSource.ResponseCache or CallSource.Joined } => true,
        { Usage: null } => null,
        { Usage.CacheRead: > 0 } => true,
        { Verdict.Outcome: CacheOutcome.NothingToCache or CacheOutcome.NotTreated } => null,
        _ => false,
    };
}
