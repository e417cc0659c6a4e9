using System.Net;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.InFlight;

namespace PromptCaching.ResponseCaching;

/// <summary>The message that a stream brings, for a caller who asked for no stream and joined one.</summary>
internal static class JoinedMessage
{
    private static ReadOnlySpan<byte> Unspoken => """{"type":"error","error":{"type":"api_error","message":"The stream broke off with an error."}}"""u8;

    public static async Task<HttpResponseMessage> WaitAsync(
        SharedAnswer shared, SharedContent content, CacheLookup lookup, CancellationToken cancellationToken)
    {
        using var owned = content;
        var stream = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (shared.Outline.Error is { } error)
        {
            return Error(new ErrorType(error), stream, lookup);
        }

        var message = MessageAssembly.Assemble(stream)
            ?? throw new IOException("The stream that this call waited for holds no whole message.");
        lookup.Context.Note(shared.Outline);
        return CachedResponse.Joined(shared, new BytesContent(message, "application/json"), lookup.Request);
    }

    /// <summary>What broke off a stream is, to who asked for a message, a response with that error.</summary>
    private static HttpResponseMessage Error(ErrorType error, byte[] stream, CacheLookup lookup)
    {
        byte[]? body = null;
        new EventStreamScan((name, data) => body = name.SequenceEqual("error"u8) ? data.ToArray() : body).Feed(stream);
        return new HttpResponseMessage((HttpStatusCode)error.Status)
        {
            RequestMessage = lookup.Request,
            Content = new BytesContent(
                body ?? Unspoken.ToArray(), "application/json"),
        };
    }
}
