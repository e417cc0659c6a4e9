using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Redis;

/// <summary>When an entry ends.</summary>
/// <param name="TimeToLive">From now; what the server is told.</param>
/// <param name="Window">By how much a read prolongs the entry, and until when at most.</param>
internal readonly record struct Expiry(TimeSpan TimeToLive, SlidingWindow? Window)
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(1);

    public static Expiry Of(DistributedCacheEntryOptions options, TimeSpan defaultTimeToLive, DateTimeOffset now)
    {
        if (options.AbsoluteExpirationRelativeToNow is null && options.AbsoluteExpiration <= now)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.AbsoluteExpiration, "The absolute expiration must be in the future.");
        }

        var endsAt = options.AbsoluteExpirationRelativeToNow is { } relative ? now + relative : options.AbsoluteExpiration;
        if (options.SlidingExpiration is { } length)
        {
            var window = new SlidingWindow(length, endsAt);
            return new Expiry(window.TimeToLive(now) ?? _shortest, window);
        }

        var timeToLive = endsAt - now ?? defaultTimeToLive;
        return new Expiry(timeToLive > _shortest ? timeToLive : _shortest, null);
    }
}
