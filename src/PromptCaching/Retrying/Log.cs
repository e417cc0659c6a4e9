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

    [LoggerMessage(EventId = 302, EventName = nameof(Recovered), Level = LogLevel.Information,
        Message = "Attempt {Attempt} succeeded.")]
    public static partial void Recovered(this ILogger logger, int attempt);

    [LoggerMessage(EventId = 303, EventName = nameof(MayBeBilledTwice), Level = LogLevel.Warning,
        Message = "Attempt {Attempt} ended with {Outcome}: it may have been answered, and billed, all the same.")]
    public static partial void MayBeBilledTwice(this ILogger logger, int attempt, string outcome);

    [LoggerMessage(EventId = 304, EventName = nameof(RepeatedAbove), Level = LogLevel.Warning,
        Message = "The client above repeats failed calls by itself (x-stainless-retry-count is set), so they are not repeated here too. "
            + "Set its number of retries to 0: these know the limiter, the budget and the circuit breaker. Said once.")]
    public static partial void RepeatedAbove(this ILogger logger);

    [LoggerMessage(EventId = 305, EventName = nameof(CircuitOpened), Level = LogLevel.Warning,
        Message = "{Origin} fails for {Model}: calls are refused, but for one every {Pause}, until one succeeds.")]
    public static partial void CircuitOpened(this ILogger logger, string origin, string? model, TimeSpan pause);

    [LoggerMessage(EventId = 306, EventName = nameof(CircuitClosed), Level = LogLevel.Information,
        Message = "{Origin} answers for {Model} again: calls go through.")]
    public static partial void CircuitClosed(this ILogger logger, string origin, string? model);

    [LoggerMessage(EventId = 307, EventName = nameof(FellBack), Level = LogLevel.Warning,
        Message = "{Model} is overloaded; {Fallback} is asked.")]
    public static partial void FellBack(this ILogger logger, string? model, string fallback);
}
