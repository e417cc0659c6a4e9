using Microsoft.Extensions.Logging;

namespace PromptCaching.CacheControl;

internal static partial class Log
{
    [LoggerMessage(EventId = 500, EventName = nameof(Planned), Level = LogLevel.Debug,
        Message = "Added {Added} breakpoints beside the caller's {Callers}.")]
    public static partial void Planned(this ILogger logger, int added, int callers);
}
