using System.Globalization;
using System.Text.Json;

namespace CostExplorer.Import;

/// <summary>Finds out when a logged request was made.</summary>
internal static class LogTime
{
    /// <summary>The names under which logs keep the time of a request, the most telling first.</summary>
    public static readonly string[] Names =
    [
        "at", "timestamp", "time", "ts", "@timestamp", "request_time", "requested_at", "start_time", "startTime", "started_at", "created_at",
        "createdAt", "created", "datetime", "date",
    ];

    public static DateTimeOffset? Of(JsonElement line) =>
        Names.Select(name => line.Get(name) is { } value ? Parse(value) : null).FirstOrDefault(static time => time is not null);

    private static DateTimeOffset? Parse(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out var number) => OfNumber(number),
        JsonValueKind.String when decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => OfNumber(number),
        JsonValueKind.String when DateTimeOffset.TryParse(
            value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) => time,
        _ => null,
    };

    /// <summary>Seconds since 1970 have ten digits, milliseconds thirteen, and so on; smaller numbers count from the start of the log.</summary>
    private static DateTimeOffset? OfNumber(decimal number) => number switch
    {
        < 0 or >= 1e20m => null,
        >= 1e17m => OfSeconds(number / 1e9m),
        >= 1e14m => OfSeconds(number / 1e6m),
        >= 1e11m => OfSeconds(number / 1e3m),
        _ => OfSeconds(number),
    };

    private static DateTimeOffset OfSeconds(decimal seconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
}
