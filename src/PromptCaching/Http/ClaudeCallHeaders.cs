using System.Globalization;
using System.Net.Http.Headers;

namespace PromptCaching.Http;

/// <summary>The wishes of a caller who can set nothing but headers.</summary>
internal static class ClaudeCallHeaders
{
    public static ClaudeCall? Read(HttpRequestHeaders headers)
    {
        var scope = headers.Find(ClaudeHeaders.Scope);
        var responseCache = headers.Find(ClaudeHeaders.ResponseCache);
        var cacheControl = headers.Find(ClaudeHeaders.CacheControl);
        var timeToLive = headers.Find(ClaudeHeaders.TimeToLive);
        return scope is null && responseCache is null && cacheControl is null && timeToLive is null ? null : new ClaudeCall
        {
            Scope = scope,
            ResponseCache = responseCache switch
            {
                null or "default" => ResponseCacheMode.Default,
                "bypass" => ResponseCacheMode.Bypass,
                "refresh" => ResponseCacheMode.Refresh,
                _ => throw Unknown(ClaudeHeaders.ResponseCache, responseCache, "default, bypass or refresh"),
            },
            CacheControl = cacheControl switch
            {
                null or "auto" => CacheControlMode.Auto,
                "as-sent" => CacheControlMode.AsSent,
                _ => throw Unknown(ClaudeHeaders.CacheControl, cacheControl, "auto or as-sent"),
            },
            TimeToLive = timeToLive is null ? null : Seconds(timeToLive),
        };
    }

    /// <summary>Takes our own headers off, whatever they say: nothing of ours reaches the API.</summary>
    public static void Remove(HttpRequestHeaders headers)
    {
        List<string>? own = null;
        foreach (var header in headers.NonValidated)
        {
            if (header.Key.StartsWith(ClaudeHeaders.OwnPrefix, StringComparison.OrdinalIgnoreCase))
            {
                (own ??= []).Add(header.Key);
            }
        }

        own?.ForEach(name => headers.Remove(name));
    }

    private static TimeSpan Seconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : throw Unknown(ClaudeHeaders.TimeToLive, text, "a whole number of seconds above 0");

    private static FormatException Unknown(string header, string value, string known) =>
        new($"The request header {header} is '{value}'; use {known}.");
}
