using Microsoft.Extensions.Logging;

namespace PromptCaching.RateLimiting;

internal static partial class Log
{
    [LoggerMessage(EventId = 400, EventName = nameof(Refused), Level = LogLevel.Warning,
        Message = "The call does not wait for a permit: {Reason} It may come back in {RetryAfter}.")]
    public static partial void Refused(this ILogger logger, string reason, TimeSpan retryAfter);

    [LoggerMessage(EventId = 401, EventName = nameof(GateClosed), Level = LogLevel.Warning,
        Message = "The API refused a request for its rate limits; nothing of {Pool} leaves for {RetryAfter}. Its limits are now taken to be {Limits}.")]
    public static partial void GateClosed(this ILogger logger, string pool, TimeSpan retryAfter, string limits);

    [LoggerMessage(EventId = 402, EventName = nameof(NoLimitsTold), Level = LogLevel.Warning,
        Message = "Ten answers told no rate limits (no anthropic-ratelimit-* headers), so requests leave without limit. Set "
            + "RateLimiting:RequestsPerMinute if there is one.")]
    public static partial void NoLimitsTold(this ILogger logger);

    [LoggerMessage(EventId = 403, EventName = nameof(SharedQuotaIsAway), Level = LogLevel.Warning,
        Message = "The shared quota does not answer ({Reason}); until it does, this process uses its share of the limits, 1 in {Processes}.")]
    public static partial void SharedQuotaIsAway(this ILogger logger, int processes, string reason);

    [LoggerMessage(EventId = 404, EventName = nameof(SharedQuotaIsBack), Level = LogLevel.Information,
        Message = "The shared quota answers again; processes that share the limits, as far as it knows: {Processes}.")]
    public static partial void SharedQuotaIsBack(this ILogger logger, int processes);

    [LoggerMessage(EventId = 405, EventName = nameof(ProgressFailed), Level = LogLevel.Warning,
        Message = "ClaudeCall.QueueProgress threw; it is told no more of this call.")]
    public static partial void ProgressFailed(this ILogger logger, Exception fault);
}
