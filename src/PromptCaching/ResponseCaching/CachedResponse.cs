using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Storage;

namespace PromptCaching.ResponseCaching;

/// <summary>Gives a stored answer back in the form that the caller asked for.</summary>
internal static class CachedResponse
{
    public const byte MessageKind = 0;
    public const byte StreamKind = 1;

    /// <returns><see langword="null"/> when the stored bytes do not hold a whole answer: a miss.</returns>
    public static HttpResponseMessage? From(CacheEntry stored, CacheLookup lookup, HttpRequestMessage request, TimeSpan age)
    {
        if (BodyFor(stored, lookup.WantsStream) is not { } body)
        {
            return null;
        }

        var response = new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new BytesContent(body) };
        response.Content.Headers.ContentType = lookup.WantsStream
            ? new MediaTypeHeaderValue("text/event-stream", "utf-8")
            : new MediaTypeHeaderValue("application/json");
        response.Headers.Add(ClaudeHeaders.CacheResult, "hit");
        response.Headers.Age = TimeSpan.FromSeconds(Math.Floor(age.TotalSeconds));
        if (stored.Note is { } requestId)
        {
            response.Headers.Add(ClaudeHeaders.OriginalRequestId, requestId);
        }

        return response;
    }

    private static ReadOnlyMemory<byte>? BodyFor(CacheEntry stored, bool wantsStream)
    {
        try
        {
            return (stored.Kind == StreamKind, wantsStream) switch
            {
                (true, true) or (false, false) => stored.Body,
                (true, false) => MessageAssembly.Assemble(stored.Body.Span) is { } message ? message : null,
                (false, true) => StreamReplay.FromMessage(stored.Body),
            };
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // A proxy's own lines in a stream: fit to be repeated as they came, not to be told in the other form.
            return null;
        }
    }
}
