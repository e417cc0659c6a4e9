using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.Telemetry;

namespace PromptCaching.ResponseCaching.Warming;

/// <summary>Reads questions that nobody asks just now, the way the chain would read them.</summary>
/// <param name="cache">What the client keeps.</param>
/// <param name="options">The options.</param>
/// <param name="connection">What goes on where the caller set nothing.</param>
/// <param name="address">Where messages are sent.</param>
internal sealed class CacheDesk(ResponseCache cache, Func<ResponseCachingOptions> options, Func<ClaudeConnection> connection, Func<Uri> address)
{
    public ResponseCache Cache => cache;

    public ResponseCachingOptions Options => options();

    public ClaudeConnection Connection => connection();

    /// <summary>Makes the request that would ask a question.</summary>
    public HttpRequestMessage Request(ReadOnlyMemory<byte> body, ClaudeCall? call, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address()) { Content = new BytesContent(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        call?.Set(request);
        return request;
    }

    /// <summary>Reads the question that a request asks.</summary>
    /// <returns><see langword="null"/> when its answers are never stored, and why.</returns>
    public (Question? Question, string? Refusal) Identify(HttpRequestMessage request, ReadOnlyMemory<byte> body, ResponseCachingOptions current)
    {
        var question = cache.Questions.Identify(request, body, ClaudeCall.Of(request), current, out var refusal);
        return (question, refusal);
    }

    /// <summary>Reads a question as one that is asked now.</summary>
    /// <returns><see langword="null"/> when its answers are not stored, and why.</returns>
    public (CacheLookup? Lookup, string? Refusal) Read(HttpRequestMessage request, ReadOnlyMemory<byte> body, ResponseCachingOptions current)
    {
        var lookup = cache.Questions.TryRead(request, new CallContext(body, new CallReport()), ClaudeCall.Of(request), current, out var refusal);
        return (lookup, refusal);
    }
}
