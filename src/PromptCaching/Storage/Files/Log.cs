using Microsoft.Extensions.Logging;

namespace PromptCaching.Storage.Files;

internal static partial class Log
{
    [LoggerMessage(EventId = 240, EventName = nameof(CleanedUp), Level = LogLevel.Debug,
        Message = "Cleaned the directory up: {Entries} files, {Bytes} bytes.")]
    public static partial void CleanedUp(this ILogger logger, long entries, long bytes);

    [LoggerMessage(EventId = 241, EventName = nameof(CleanUpFailed), Level = LogLevel.Warning,
        Message = "The directory could not be cleaned up; what is in it is served all the same, and the next cleanup tries again.")]
    public static partial void CleanUpFailed(this ILogger logger, Exception fault);
}
