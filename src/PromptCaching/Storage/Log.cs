using Microsoft.Extensions.Logging;

namespace PromptCaching.Storage;

internal static partial class Log
{
    [LoggerMessage(EventId = 220, EventName = nameof(StoreFailed), Level = LogLevel.Warning,
        Message = "The cache store failed to {Operation}; the call goes on without it.")]
    public static partial void StoreFailed(this ILogger logger, string operation, Exception fault);

    [LoggerMessage(EventId = 221, EventName = nameof(EntryRejected), Level = LogLevel.Warning,
        Message = "A stored entry did not open (corrupt, foreign, or of another version) and counts as a miss.")]
    public static partial void EntryRejected(this ILogger logger);
}
