using System.Net;

namespace PromptCaching.Testing.Wire;

/// <summary>Turns a reply into an HTTP response, at its own pace.</summary>
internal sealed class ReplySender(TimeProvider clock, string organizationId)
{
    public async Task<HttpResponseMessage> SendAsync(Reply reply, HttpRequestMessage request, string requestId, CancellationToken cancellationToken)
    {
        if (reply.TimeToFirstByte > TimeSpan.Zero)
        {
            await Task.Delay(reply.TimeToFirstByte, clock, cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (reply.IsConnectionFailure)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The emulated connection failed.");
        }

        var response = new HttpResponseMessage((HttpStatusCode)reply.Status) { RequestMessage = request, Version = request.Version, Content = Body(reply) };
        foreach (var (name, value) in CommonHeaders(reply, requestId).Concat(reply.Headers.Select(static header => (header.Key, header.Value))))
        {
            response.Headers.Remove(name);
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private HttpContent Body(Reply reply)
    {
        if (!reply.IsStream)
        {
            reply.Begun();
        }

        var endsInReset = reply.EndsInReset || reply.DeclaredLength is not null;
        var pace = new BodyPace(reply.DelayBetweenFrames, clock, endsInReset);
        HttpContent content = reply.IsStream || endsInReset || reply.Frames.Count > 1
            ? new StreamContent(new FrameStream(reply.Frames, pace, reply.IsStream ? reply.Begun : static () => { }))
            : new ReadOnlyMemoryContent(reply.Frames.Count == 0 ? default : reply.Frames[0]);
        content.Headers.TryAddWithoutValidation("content-type", reply.ContentType);
        if (reply.DeclaredLength is { } length)
        {
            content.Headers.ContentLength = length;
        }

        return content;
    }

    private IEnumerable<(string Name, string Value)> CommonHeaders(Reply reply, string requestId)
    {
        yield return ("request-id", requestId);
        yield return ("anthropic-organization-id", organizationId);
        if (reply.IsStream)
        {
            yield return ("cache-control", "no-cache");
        }

        // As recorded: an error of the caller's own says that asking again is of no use.
        if (reply.Status is 400 or 401 or 403 or 404)
        {
            yield return ("x-should-retry", "false");
        }
    }
}
