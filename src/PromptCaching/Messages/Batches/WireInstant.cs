using System.Globalization;

namespace PromptCaching.Messages.Batches;

/// <summary>An instant that keeps its spelling: the API's own digits come back, and what is no instant at all survives too.</summary>
internal static class WireInstant
{
    public static DateTimeOffset? Read(string? spelling) =>
        DateTimeOffset.TryParse(spelling, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;

    public static string? Write(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
