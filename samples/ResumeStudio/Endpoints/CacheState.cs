namespace ResumeStudio.Endpoints;

/// <summary>What the caches hold.</summary>
internal sealed record CacheState(
    bool AnswersEnabled,
    bool ResultsEnabled,
    string Store,
    string StoreStatus,
    string? StoreProblem,
    IReadOnlyDictionary<string, RegionState> Regions);

/// <summary>What one region holds, and what happened in it since this process started.</summary>
internal sealed record RegionState(long Entries, long Bytes, double TtlSeconds, long Hits, long Misses, long Stores, double HitRate, long Errors);
