namespace PromptCaching.AspNetCore.Traffic;

/// <summary>The calls of the last minutes, and what they say about API and quota.</summary>
/// <param name="Calls">The calls.</param>
/// <param name="QuotaWasRefused">Whether a call found the queue for quota full, or the wait too long.</param>
internal sealed record RecentTraffic(IReadOnlyList<RecentCall> Calls, bool QuotaWasRefused)
{
    private const int FewestForVerdict = 5;
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(30);

    private static readonly HashSet<string> FaultsOfApi = new(StringComparer.Ordinal)
    {
        "api_error", "overloaded_error", "timeout_error", "connection", "incomplete",
    };

    /// <summary>Says what is wrong with the API; <see langword="null"/> when nothing is known to be. What callers did wrong does not count.</summary>
    public string? FaultOfApi
    {
        get
        {
            var sent = Calls.Where(static call => call.Error is { } error ? FaultsOfApi.Contains(error) : call.Source == CallSource.Api).ToList();
            var failed = sent.Count(static call => call.Error is not null);
            return sent.Count >= FewestForVerdict && failed * 2 >= sent.Count ? $"{failed} of the last {sent.Count} calls to the API failed." : null;
        }
    }

    /// <summary>Says what is wrong with the quota; <see langword="null"/> when calls leave soon.</summary>
    public string? FaultOfQuota
    {
        get
        {
            var late = Calls.Count(static call => call.QuotaWait >= LongWait);
            return QuotaWasRefused ? "Calls were refused because too many wait for quota."
                : late >= FewestForVerdict ? $"{late} of the last {Calls.Count} calls waited {LongWait.TotalSeconds:0} seconds or more for quota."
                : null;
        }
    }
}
