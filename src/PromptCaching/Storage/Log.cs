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

    [LoggerMessage(EventId = 222, EventName = nameof(StoreGivenUp), Level = LogLevel.Warning,
        Message = "The cache store failed to {Operation}, again and again; it is left alone for a while, and calls go on without it.")]
    public static partial void StoreGivenUp(this ILogger logger, string operation, Exception fault);

    [LoggerMessage(EventId = 223, EventName = nameof(StoreIsBack), Level = LogLevel.Information, Message = "The cache store works again.")]
    public static partial void StoreIsBack(this ILogger logger);

    [LoggerMessage(EventId = 224, EventName = nameof(StoreLeftAlone), Level = LogLevel.Debug,
        Message = "The cache store is left alone for now: no {Operation}.")]
    public static partial void StoreLeftAlone(this ILogger logger, string operation);

    [LoggerMessage(EventId = 225, EventName = nameof(StoreStillFails), Level = LogLevel.Debug, Message = "The cache store still fails to {Operation}.")]
    public static partial void StoreStillFails(this ILogger logger, string operation, Exception fault);

    [LoggerMessage(EventId = 226, EventName = nameof(Freed), Level = LogLevel.Debug,
        Message = "Removed {Entries} cleared entries with {Bytes} bytes from the cache store.")]
    public static partial void Freed(this ILogger logger, long entries, long bytes);

    [LoggerMessage(EventId = 227, EventName = nameof(FreeingFailed), Level = LogLevel.Warning,
        Message = "The cache store failed to remove cleared entries; they are not served, and end with their time to live.")]
    public static partial void FreeingFailed(this ILogger logger, Exception fault);
}
