using PromptCaching.Storage;

namespace PromptCaching.Redis.Maintenance;

/// <summary>An entry of ours and the bytes of its value.</summary>
internal readonly record struct FoundEntry(long Bytes)
{
    public CacheStoreUsage AddTo(CacheStoreUsage usage) => new(usage.Entries + 1, usage.Bytes + Bytes);
}
