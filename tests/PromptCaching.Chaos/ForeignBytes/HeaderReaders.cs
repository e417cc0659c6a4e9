using System.Text;
using PromptCaching.Http;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Chaos.ForeignBytes;

/// <summary>Who reads headers, of callers and of the server.</summary>
internal static class HeaderReaders
{
    private static readonly string[] Wishes =
    [
        "x-promptcaching-scope: acme", "x-promptcaching-response-cache: only-if-cached", "x-promptcaching-ttl: 60", "x-promptcaching-tags: a, b",
        "x-promptcaching-cache-control: as-sent", "x-promptcaching-prefix: one-shot", "x-promptcaching-priority: high",
    ];

    private static readonly string[] Hints =
    [
        "retry-after: 3.5", "retry-after: Wed, 21 Oct 2026 07:28:00 GMT", "retry-after-ms: 250", "anthropic-ratelimit-requests-limit: 50",
        "anthropic-ratelimit-requests-remaining: 7", "anthropic-ratelimit-input-tokens-limit: 30000", "anthropic-fast-output-tokens-limit: 100",
        "x-should-retry: false",
    ];

    public static IEnumerable<ForeignReader> All()
    {
        yield return new ForeignReader("caller-headers", Lines(Wishes), static bytes =>
        {
            using var request = new HttpRequestMessage();
            Split(bytes, (name, value) => request.Headers.TryAddWithoutValidation(name, value));
            RequestReaders.Bearing<FormatException>(() => ClaudeCallHeaders.Read(request.Headers));
            ClaudeCallHeaders.Remove(request.Headers);
        });
        yield return new ForeignReader("answer-headers", Lines(Hints), static bytes =>
        {
            using var response = new HttpResponseMessage();
            Split(bytes, (name, value) => response.Headers.TryAddWithoutValidation(name, value));
            RetryAfter.Of(response, DateTimeOffset.UnixEpoch);
            ReportedQuota.Of(response, isFast: false);
            ReportedQuota.Of(response, isFast: true);
        });
    }

    private static IReadOnlyList<byte[]> Lines(string[] headers) => AnswerReaders.Bytes([string.Join('\n', headers), .. headers]);

    private static void Split(byte[] bytes, Action<string, string> add)
    {
        foreach (var line in Encoding.Latin1.GetString(bytes).Split('\n'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            add(colon < 0 ? "x-promptcaching-scope" : line[..colon], colon < 0 ? line : line[(colon + 2)..]);
        }
    }
}
