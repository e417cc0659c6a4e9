namespace PromptCaching.Testing.PromptCache;

/// <summary>An entry that a request pays for and that becomes visible once its answer begins.</summary>
internal sealed record CacheWrite(PrefixKey Key, TimeSpan Ttl, PrefixKey? Parent);
