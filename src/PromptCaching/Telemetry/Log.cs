using Microsoft.Extensions.Logging;

namespace PromptCaching.Telemetry;

internal static partial class Log
{
    [LoggerMessage(EventId = 700, EventName = nameof(HitRateIsLow), Level = LogLevel.Warning,
        Message = "Of the latest {Calls} calls that could find something in a cache, a share of {Rate:0.00} did; the target is {Target}. "
            + "CallReport.Verdict says of each call what stood in the way. Said again only after the target was reached.")]
    public static partial void HitRateIsLow(this ILogger logger, double rate, int calls, double target);
}
