namespace PromptCaching.Storage;

/// <summary>What a region holds, and what happened in it since this process started.</summary>
public sealed record CacheRegionStatistics
{
    /// <summary>Gets the name of the region.</summary>
    public required string Region { get; init; }

    /// <summary>Gets how many entries the store holds.</summary>
    public long Entries { get; init; }

    /// <summary>Gets how many bytes they have in the store.</summary>
    public long Bytes { get; init; }

    /// <summary>Gets a value indicating whether the store was counted; else entries and bytes are about what this process stored itself.</summary>
    public bool IsExact { get; init; }

    /// <summary>Gets how long entries are served when nobody says otherwise.</summary>
    public TimeSpan TimeToLive { get; init; }

    /// <summary>Gets how long the entries that were stored are served on average.</summary>
    public TimeSpan MeanTimeToLive { get; init; }

    /// <summary>Gets how often an entry was served.</summary>
    public long Hits { get; init; }

    /// <summary>Gets how often there was none.</summary>
    public long Misses { get; init; }

    /// <summary>Gets how often a question got the answer of an equal one that was under way.</summary>
    public long Joins { get; init; }

    /// <summary>Gets how many entries were stored.</summary>
    public long Stores { get; init; }

    /// <summary>Gets how often something was not stored, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Refused { get; init; }

    /// <summary>Gets how often the store failed, or held something that did not open, by kind.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>Gets the bytes of what was stored, before packing.</summary>
    public long BytesStored { get; init; }

    /// <summary>Gets the bytes that the store was given for it.</summary>
    public long BytesPacked { get; init; }

    /// <summary>Gets the mean age of the entries that were served.</summary>
    public TimeSpan MeanAge { get; init; }

    /// <summary>Gets the age of the oldest entry that was served.</summary>
    public TimeSpan OldestAge { get; init; }

    /// <summary>Gets how long the store takes to answer.</summary>
    public CacheLatency StoreReads { get; init; }

    /// <summary>Gets how long hits take, from the question to the entry.</summary>
    public CacheLatency HitLatency { get; init; }

    /// <summary>Gets the share of questions that were answered by an entry; 0 when none was asked.</summary>
    public double HitRate => Hits == 0 ? 0 : (double)Hits / (Hits + Misses);

    /// <summary>Gets how many bytes one byte in the store stands for; 1 when nothing was stored.</summary>
    public double CompressionRatio => BytesPacked == 0 ? 1 : (double)BytesStored / BytesPacked;
}
