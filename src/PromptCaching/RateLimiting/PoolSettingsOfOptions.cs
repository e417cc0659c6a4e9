using PromptCaching.Http;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.RateLimiting;

/// <summary>What the options say about one pool.</summary>
internal static class PoolSettingsOfOptions
{
    public static PoolSettings ToPoolSettings(this RateLimitingOptions options, PoolKey key)
    {
        var limits = options.Classes.Count == 0 ? null
            : options.Classes.TryGetValue(key.Class, out var own) ? own
            : options.Classes.FirstOrDefault(one => ModelClass.Of(one.Key) == key.Class).Value;
        var isMessages = key.Endpoint == ClaudeEndpoint.Messages;
        return new PoolSettings
        {
            IsOff = !options.Enabled,
            Configured = new QuotaLimits(
                limits?.RequestsPerMinute ?? options.RequestsPerMinute,
                isMessages ? limits?.InputTokensPerMinute ?? options.InputTokensPerMinute : null,
                isMessages ? limits?.OutputTokensPerMinute ?? options.OutputTokensPerMinute : null),
            CountsReads = limits?.CachedReadsCount ?? (key.Class == ModelClass.CountingReads),
            MaxConcurrency = isMessages ? options.MaxConcurrency : null,
            QueueLimit = options.QueueLimit,
            LongestWait = options.LongestWait ?? TimeSpan.MaxValue,
        };
    }
}
