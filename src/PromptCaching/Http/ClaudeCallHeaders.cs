using System.Globalization;
using System.Net.Http.Headers;

namespace PromptCaching.Http;

/// <summary>The wishes of a caller who can set nothing but headers.</summary>
internal static class ClaudeCallHeaders
{
    /// <exception cref="FormatException">A header of ours is not known or has a value that cannot be.</exception>
    public static ClaudeCall? Read(HttpRequestHeaders headers)
    {
        ClaudeCall? call = null;
        foreach (var header in headers.NonValidated)
        {
            if (header.Key.StartsWith(ClaudeHeaders.OwnPrefix, StringComparison.OrdinalIgnoreCase))
            {
                call = Apply(call ?? new ClaudeCall(), header.Key.ToLowerInvariant(), header.Value.ToString());
            }
        }

        return call;
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

    private static ClaudeCall Apply(ClaudeCall call, string name, string value) => name switch
    {
        ClaudeHeaders.Scope => call with { Scope = string.IsNullOrWhiteSpace(value) ? throw Wrong(name, value, "a name") : value },
        ClaudeHeaders.TimeToLive => call with { TimeToLive = Seconds(value) },
        ClaudeHeaders.ResponseCache => call with
        {
            ResponseCache = value switch
            {
                "default" => ResponseCacheMode.Default,
                "bypass" => ResponseCacheMode.Bypass,
                "refresh" => ResponseCacheMode.Refresh,
                "only-if-cached" => ResponseCacheMode.OnlyIfCached,
                _ => throw Wrong(name, value, "default, bypass, refresh or only-if-cached"),
            },
        },
        ClaudeHeaders.Tags => call with { Tags = [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] },
        ClaudeHeaders.CacheControl => call with
        {
            CacheControl = value switch
            {
                "auto" => CacheControlMode.Auto,
                "as-sent" => CacheControlMode.AsSent,
                "off" => CacheControlMode.Off,
                _ => throw Wrong(name, value, "auto, as-sent or off"),
            },
        },
        ClaudeHeaders.Prefix => call with
        {
            Prefix = value switch
            {
                "reused" => PrefixHint.Reused,
                "one-shot" => PrefixHint.OneShot,
                _ => throw Wrong(name, value, "reused or one-shot"),
            },
        },
        ClaudeHeaders.Priority => call with
        {
            Priority = value switch
            {
                "low" => CallPriority.Low,
                "normal" => CallPriority.Normal,
                "high" => CallPriority.High,
                _ => throw Wrong(name, value, "low, normal or high"),
            },
        },
        _ => throw new FormatException(
            $"The request header {name} is not known. Known: {ClaudeHeaders.Scope}, {ClaudeHeaders.ResponseCache}, "
            + $"{ClaudeHeaders.TimeToLive}, {ClaudeHeaders.Tags}, {ClaudeHeaders.CacheControl}, {ClaudeHeaders.Prefix}, {ClaudeHeaders.Priority}."),
    };

    private static TimeSpan Seconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : throw Wrong(ClaudeHeaders.TimeToLive, text, "a whole number of seconds above 0");

    private static FormatException Wrong(string header, string value, string known) =>
        new($"The request header {header} is '{value}'; use {known}.");
}
