using System.Globalization;

namespace PromptCaching.Testing.RateLimits;

/// <summary>The state of a pool as response headers.</summary>
internal static class LimitHeaders
{
    private const int Rounding = 1000;
    private const double Imprecision = 1e-6;

    /// <summary>As recorded: <c>tokens</c> is the sum of input and output, and is said to be full when the first of the two is.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(LimitState state)
    {
        var requests = state.Requests;
        var whole = (long)Math.Floor(requests.Level + Imprecision);
        List<KeyValuePair<string, string>> headers = [.. Triple("anthropic-ratelimit-requests", requests.PerMinute, whole, Reset(requests))];
        if (state is { Input: { } input, Output: { } output })
        {
            var reset = Reset(input) < Reset(output) ? Reset(input) : Reset(output);
            headers.AddRange(Triple("anthropic-ratelimit-tokens", (long)input.PerMinute + output.PerMinute, Rounded(input) + Rounded(output), reset));
            headers.AddRange(Tokens("anthropic-ratelimit", state));
        }

        return headers;
    }

    /// <summary>Input and output tokens under another prefix: the pools of the Priority Tier and of fast mode.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Tokens(string prefix, LimitState state) =>
    [
        .. state.Input is { } input ? Triple($"{prefix}-input-tokens", input.PerMinute, Rounded(input), Reset(input)) : [],
        .. state.Output is { } output ? Triple($"{prefix}-output-tokens", output.PerMinute, Rounded(output), Reset(output)) : [],
    ];

    private static DateTimeOffset Reset(TokenBucket bucket) => bucket.At + bucket.WaitFor(bucket.PerMinute);

    private static long Rounded(TokenBucket bucket) =>
        Math.Min(bucket.PerMinute, (long)Math.Round(Math.Max(0, bucket.Level) / Rounding, MidpointRounding.AwayFromZero) * Rounding);

    private static IEnumerable<KeyValuePair<string, string>> Triple(string name, long limit, long remaining, DateTimeOffset reset) =>
    [
        new($"{name}-limit", limit.ToString(CultureInfo.InvariantCulture)),
        new($"{name}-remaining", Math.Max(0, remaining).ToString(CultureInfo.InvariantCulture)),
        new($"{name}-reset", reset.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
    ];
}
