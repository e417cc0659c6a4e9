namespace PromptCaching.Storage;

/// <summary>Something stored, with all that decides whether it may be served.</summary>
/// <param name="Body">The bytes. What Kind and Note mean is the owner's affair.</param>
internal sealed record CacheEntry(ReadOnlyMemory<byte> Body)
{
    /// <summary>Gets what sort of body it is; for an answer 0 is a JSON message, 1 an event stream.</summary>
    public byte Kind { get; init; }

    /// <summary>Gets a short text beside the body; for an answer the API's id of the request.</summary>
    public string? Note { get; init; }

    public IReadOnlyList<EntryLabel> Labels { get; init; } = [];

    /// <summary>Gets when the question was asked: what was asked before a clearing falls with it, however late it was stored.</summary>
    public DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset StoredAt { get; init; }

    /// <summary>Gets when the entry becomes stale; the store may keep it for a while longer.</summary>
    public DateTimeOffset FreshUntil { get; init; }
}
