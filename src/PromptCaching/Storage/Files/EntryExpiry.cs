using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Storage.Files;

/// <summary>When an entry ends: the first of all the limits that it was given and of the store's own.</summary>
internal static class EntryExpiry
{
    public static DateTimeOffset Of(DistributedCacheEntryOptions entry, TimeSpan maxAge, DateTimeOffset now)
    {
        var lifetime = maxAge;
        lifetime = Shorter(lifetime, entry.AbsoluteExpiration - now);
        lifetime = Shorter(lifetime, entry.AbsoluteExpirationRelativeToNow);
        lifetime = Shorter(lifetime, entry.SlidingExpiration);
        return now + lifetime;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan? other) => other < one ? other.Value : one;
}
