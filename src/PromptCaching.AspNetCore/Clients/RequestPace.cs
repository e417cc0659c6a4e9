namespace PromptCaching.AspNetCore.Clients;

/// <summary>Counts the calls of a minute: a minute's worth may come at once, and what was used comes back evenly.</summary>
internal sealed class RequestPace(TimeProvider time)
{
    private readonly Lock _lock = new();

    /// <summary>When everything that was taken has come back.</summary>
    private DateTimeOffset _isWholeAt = DateTimeOffset.MinValue;

    /// <summary>Takes one call of the minute.</summary>
    /// <returns>How long to wait for one where there is none now; <see langword="null"/> when it was taken.</returns>
    public TimeSpan? Take(int perMinute)
    {
        var interval = TimeSpan.FromMinutes(1) / perMinute;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var from = _isWholeAt > now ? _isWholeAt : now;
            var wait = from + interval - now - TimeSpan.FromMinutes(1);

            // Intervals are rounded to ticks, so a whole minute of them may miss one by a few.
            if (wait.Ticks > perMinute)
            {
                return wait;
            }

            _isWholeAt = from + interval;
            return null;
        }
    }
}
