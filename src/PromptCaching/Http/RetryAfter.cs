using System.Globalization;

namespace PromptCaching.Http;

/// <summary>How long the server asks us to wait, in either of its headers and any of their forms.</summary>
internal static class RetryAfter
{
    /// <summary>Reads <c>retry-after-ms</c> first, then <c>retry-after</c> as seconds (with a fraction) or as an HTTP date; a time past means now.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        if (Number(response.Headers.Find(ClaudeHeaders.RetryAfterMilliseconds)) is { } milliseconds)
        {
            return FromSeconds(milliseconds / 1000);
        }

        var text = response.Headers.Find(ClaudeHeaders.RetryAfter);
        if (Number(text) is { } seconds)
        {
            return FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? FromSeconds((date - now).TotalSeconds)
            : null;
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static TimeSpan FromSeconds(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.FromDays(30).TotalSeconds));
}
