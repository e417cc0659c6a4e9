using System.Net;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.InFlight;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.Storage;

namespace PromptCaching.ResponseCaching;

/// <summary>The message that a stream brings, for a caller who asked for no stream and joined one.</summary>
internal static class JoinedMessage
{
    private static ReadOnlySpan<byte> Unspoken => """{"type":"error","error":{"type":"api_error","message":"The stream broke off with an error."}}"""u8;

    /// <returns><see langword="null"/> when the stream came to its end, but nobody can tell a message from it.</returns>
    public static async Task<HttpResponseMessage?> WaitAsync(
        SharedAnswer shared, SharedContent content, CacheLookup lookup, CancellationToken cancellationToken)
    {
        using var owned = content;
        var stream = await ReadAsync(content, cancellationToken).ConfigureAwait(false);
        if (shared.Outline is { IsComplete: false, Error: { } error })
        {
            return CachedResponse.Joined(shared, Explanation(stream), lookup.Request, (HttpStatusCode)new ErrorType(error).Status);
        }

        var told = AnswerForms.Tell(new CacheEntry(stream) { Kind = AnswerForms.Stream }, asStream: false, lookup.Options.ReplayChunkSize);
        if (told is null)
        {
            return null;
        }

        lookup.Context.Note(shared.Outline);
        return CachedResponse.Joined(shared, new BytesContent(told.Entry.Body, "application/json"), lookup.Request);
    }

    /// <summary>Breaks as a message does that breaks while it is read.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(SharedContent content, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAnswerAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException cut)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, cut.Message, cut);
        }
    }

    /// <summary>What broke off a stream is, to who asked for a message, the body of a response with that error.</summary>
    private static BytesContent Explanation(ReadOnlyMemory<byte> stream)
    {
        byte[]? body = null;
        new EventStreamScan((name, data) => body = name.SequenceEqual("error"u8) ? data.ToArray() : body).Feed(stream.Span);
        return new BytesContent(body ?? Unspoken.ToArray(), "application/json");
    }
}
