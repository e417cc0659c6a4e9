namespace PromptCaching.Storage;

/// <summary>How a region uses its store; one snapshot is taken for each operation.</summary>
/// <param name="KeyPrefix">Stands in front of every key, before the name of the region.</param>
/// <param name="TimeToLive">How long entries are fresh when nobody says otherwise.</param>
/// <param name="Compression">How bodies are made smaller.</param>
/// <param name="CompressAbove">Bodies longer than this many bytes are compressed.</param>
/// <param name="MaxEntryBytes">The longest body that is stored or opened.</param>
/// <param name="TimeToLiveOfScore">The time to live by a score; <see langword="null"/> when scores mean nothing here.</param>
internal readonly record struct CacheRegionSettings(
    string KeyPrefix,
    TimeSpan TimeToLive,
    CacheCompression Compression,
    int CompressAbove,
    int MaxEntryBytes,
    Func<double, TimeSpan?>? TimeToLiveOfScore = null);
