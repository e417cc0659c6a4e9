namespace PromptCaching.Telemetry;

/// <summary>The words that stand for values in spans, metrics and their tests.</summary>
internal static class Words
{
    public static string Of(CallSource source) => source switch
    {
        CallSource.Api => "api",
        CallSource.ResponseCache => "response_cache",
        CallSource.Joined => "joined",
        _ => "none",
    };

    public static string Of(CacheOutcome outcome) => outcome switch
    {
        CacheOutcome.Hit => "hit",
        CacheOutcome.Partial => "partial",
        CacheOutcome.ColdStart => "cold_start",
        CacheOutcome.Miss => "miss",
        CacheOutcome.NothingToCache => "nothing_to_cache",
        CacheOutcome.NotTreated => "not_treated",
        CacheOutcome.AnsweredFromResponseCache => "response_cache",
        _ => "none",
    };

    /// <summary>What the response cache did for a call.</summary>
    /// <returns><see langword="null"/> when it was not asked: it is off, was bypassed, or the question is none that is stored.</returns>
    public static string? ResultOf(CallReport report) => report switch
    {
        { Source: CallSource.ResponseCache, IsStale: true } => "stale",
        { Source: CallSource.ResponseCache, Similarity: not null } => "similar",
        { Source: CallSource.ResponseCache } => "hit",
        { Source: CallSource.Joined } => "joined",
        { WasLookedUp: true } => "miss",
        _ => null,
    };
}
