using Microsoft.Extensions.Logging;

namespace PromptCaching.Retrying;

internal static partial class Log
{
    [LoggerMessage(EventId = 300, EventName = nameof(RetryScheduled), Level = LogLevel.Warning,
        Message = "The attempt ended with {Outcome}; retry {Retry} in {Delay}.")]
    public static partial void RetryScheduled(this ILogger logger, int retry, TimeSpan delay, string outcome);

    [LoggerMessage(EventId = 301, EventName = nameof(GaveUp), Level = LogLevel.Warning,
        Message = "Gave up: attempt {Attempt} ended with {Outcome}, and {Reason}.")]
    public static partial void GaveUp(this ILogger logger, int attempt, string outcome, string reason);
}
