using Microsoft.Extensions.Logging;

namespace PromptCaching.RateLimiting;

internal static partial class Log
{
    [LoggerMessage(EventId = 400, EventName = nameof(Refused), Level = LogLevel.Warning,
        Message = "The queue for a permit is full; the call is refused and may come back in {RetryAfter}.")]
    public static partial void Refused(this ILogger logger, TimeSpan retryAfter);
}
