using Microsoft.Extensions.Logging;

namespace PromptCaching.CacheControl.KeepWarm;

internal static partial class Log
{
    [LoggerMessage(EventId = 520, EventName = nameof(Refreshed), Level = LogLevel.Debug,
        Message = "Kept a prefix of about {Tokens} tokens in the prompt cache for {Cost} USD.")]
    public static partial void Refreshed(this ILogger logger, double tokens, decimal? cost);

    [LoggerMessage(EventId = 521, EventName = nameof(GivenUp), Level = LogLevel.Debug,
        Message = "A prefix of about {Tokens} tokens is left to expire: after {Refreshes} calls of ours nobody is expected to use it in time.")]
    public static partial void GivenUp(this ILogger logger, double tokens, int refreshes);

    [LoggerMessage(EventId = 522, EventName = nameof(RefreshFailed), Level = LogLevel.Debug,
        Message = "A call to keep a prefix in the prompt cache failed ({Status}); the next one waits for a real use of the prefix.")]
    public static partial void RefreshFailed(this ILogger logger, int? status, Exception? failure);

    [LoggerMessage(EventId = 523, EventName = nameof(RefreshUseless), Level = LogLevel.Warning,
        Message = "A call to keep a prefix in the prompt cache did not read it (HTTP {Status}, {Read} read, {Written} written); no other is made for it.")]
    public static partial void RefreshUseless(this ILogger logger, int status, long? read, long? written);

    [LoggerMessage(EventId = 524, EventName = nameof(SpendCapReached), Level = LogLevel.Warning,
        Message = "Claude:KeepWarm:MaxUsdPerDay ({Most} USD) is reached; until the next day (UTC) prefixes expire when nobody asks.")]
    public static partial void SpendCapReached(this ILogger logger, decimal most);
}
