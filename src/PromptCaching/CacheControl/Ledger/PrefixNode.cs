namespace PromptCaching.CacheControl.Ledger;

/// <summary>What is remembered of one prefix: when it was used, how it came back, and the entry that it has on the server, as far as we know.</summary>
internal sealed class PrefixNode
{
    /// <summary>Gets or sets the time of the last use that counts: uses at one time, while the first answer has not begun, are one.</summary>
    public DateTimeOffset LastUse { get; set; }

    public int Uses { get; set; }

    /// <summary>Gets or sets the pauses between the uses; at the end of a conversation, those of the whole conversation.</summary>
    public GapCounts Gaps { get; set; }

    /// <summary>Gets or sets where the trial that the last use opened is counted; null when none is open.</summary>
    public ReuseStatistics? Trial { get; set; }

    /// <summary>Gets or sets the hash of the boundary that the last use went on to.</summary>
    public ulong Next { get; set; }

    /// <summary>Gets or sets a value indicating whether requests were seen to go on from here in different ways.</summary>
    public bool IsBranch { get; set; }

    /// <summary>Gets or sets a value indicating whether a request ended here.</summary>
    public bool IsTail { get; set; }

    /// <summary>Gets or sets a value indicating whether the answer to the last use has begun, so that what it wrote can be read.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Gets or sets for how long the tokens from the boundary before to this one were written; null for not at all.</summary>
    public TimeSpan? Lifetime { get; set; }

    /// <summary>Gets or sets the start of the request that writes or wrote the tokens.</summary>
    public DateTimeOffset WrittenAt { get; set; }

    /// <summary>Gets or sets a value indicating whether the entry was seen to begin: it can be read.</summary>
    public bool IsReadable { get; set; }

    /// <summary>Gets or sets the time until which the tokens stay in the cache.</summary>
    public DateTimeOffset TokensUntil { get; set; }

    /// <summary>Gets or sets the time until which an entry that ends here is found; a boundary inside a longer entry has none.</summary>
    public DateTimeOffset EntryUntil { get; set; }
}
