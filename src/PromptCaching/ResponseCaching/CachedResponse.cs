using System.Globalization;
using System.Net;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.ResponseCaching.InFlight;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.ResponseCaching.Replay;

namespace PromptCaching.ResponseCaching;

/// <summary>Makes the responses that no server sent: stored answers, and answers that another call brought.</summary>
internal static class CachedResponse
{
    public static HttpResponseMessage Of(HeldAnswer answer, CacheLookup lookup, TimeSpan age, string result, TimeProvider time)
    {
        var isStream = answer.Entry.Kind == AnswerForms.Stream;
        var body = lookup.Options.FreshMessageIds ? FreshMessageId.In(answer.Entry) : answer.Entry.Body;
        var content = isStream && lookup.Options.ReplayDelay > TimeSpan.Zero
            ? (HttpContent)new PacedReplay(body, lookup.Options.ReplayChunkSize, lookup.Options.ReplayDelay, time)
            : new BytesContent(body, isStream ? "text/event-stream; charset=utf-8" : "application/json");
        var response = new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = lookup.Request, Content = content };
        response.Headers.TryAddWithoutValidation(ClaudeHeaders.CacheResult, result);
        response.Headers.TryAddWithoutValidation("Age", ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (answer.Entry.Note is { } requestId)
        {
            response.Headers.TryAddWithoutValidation(ClaudeHeaders.OriginalRequestId, requestId);
        }

        return response;
    }

    /// <summary>Gives a caller who joined the answer that is on its way, or, to one who wants a message, the message that a stream has brought.</summary>
    /// <param name="shared">The answer.</param>
    /// <param name="content">What of it this caller gets.</param>
    /// <param name="request">The caller's request.</param>
    /// <param name="status">Another status where the stream broke off with an error.</param>
    public static HttpResponseMessage Joined(
        SharedAnswer shared, HttpContent content, HttpRequestMessage request, HttpStatusCode status = HttpStatusCode.OK)
    {
        var response = MarkAsJoined(new HttpResponseMessage(status) { RequestMessage = request, Content = content });
        if (shared.Upstream.Headers.Find(ClaudeHeaders.RequestId) is { } requestId)
        {
            response.Headers.TryAddWithoutValidation(ClaudeHeaders.OriginalRequestId, requestId);
        }

        return response;
    }

    /// <summary>Says of a response that another call brought it.</summary>
    public static HttpResponseMessage MarkAsJoined(HttpResponseMessage response)
    {
        response.Headers.TryAddWithoutValidation(ClaudeHeaders.CacheResult, "joined");
        return response;
    }
}
