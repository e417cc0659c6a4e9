using Microsoft.Extensions.Logging;

namespace PromptCaching.CacheControl;

internal static partial class Log
{
    [LoggerMessage(EventId = 500, EventName = nameof(Planned), Level = LogLevel.Debug,
        Message = "Added {Added} breakpoints beside the caller's {Callers}.")]
    public static partial void Planned(this ILogger logger, int added, int callers);

    [LoggerMessage(EventId = 501, EventName = nameof(Judged), Level = LogLevel.Debug,
        Message = "Prompt cache: {Outcome}, read {Read} tokens of {Expected} expected, wrote {Written}. {Why}")]
    public static partial void Judged(this ILogger logger, CacheOutcome outcome, long? read, long expected, long? written, string why);

    [LoggerMessage(EventId = 502, EventName = nameof(ReadLessThanExpected), Level = LogLevel.Warning,
        Message = "The prompt cache gave {Read} tokens where {Expected} were expected. {Cause} {Hint}")]
    public static partial void ReadLessThanExpected(this ILogger logger, long? read, long expected, string? cause, string? hint);

    [LoggerMessage(EventId = 503, EventName = nameof(WaitedForPrefix), Level = LogLevel.Debug,
        Message = "Waited {Waited} for another call to write the prefix that both begin with.")]
    public static partial void WaitedForPrefix(this ILogger logger, TimeSpan waited);

    [LoggerMessage(EventId = 510, EventName = nameof(MarkersRefused), Level = LogLevel.Warning,
        Message = "The API refused the breakpoints that were added ({Places}): {Complaint} The request is sent once more without them.")]
    public static partial void MarkersRefused(this ILogger logger, string places, string complaint);
}
