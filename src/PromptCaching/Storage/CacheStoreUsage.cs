namespace PromptCaching.Storage;

/// <summary>How much of a store something takes.</summary>
/// <param name="Entries">How many entries.</param>
/// <param name="Bytes">The bytes of their values.</param>
public readonly record struct CacheStoreUsage(long Entries, long Bytes);
