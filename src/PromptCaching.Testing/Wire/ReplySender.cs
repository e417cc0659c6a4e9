using System.Net;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.Wire;

/// <summary>Turns a reply into an HTTP response, at its own pace.</summary>
internal sealed class ReplySender(TimeProvider clock, ClaudeEmulatorOptions options)
{
    public async Task<HttpResponseMessage> SendAsync(Reply reply, HttpRequestMessage request, IncomingCall call, CancellationToken cancellationToken)
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
        foreach (var (name, value) in Headers(reply, call))
        {
            response.Headers.Remove(name);
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    /// <summary>The headers of an answer; where a name comes twice, the later value holds.</summary>
    public IEnumerable<(string Name, string Value)> Headers(Reply reply, IncomingCall call) =>
        CommonHeaders(reply, call).Concat(reply.Headers.Select(static header => (header.Key, header.Value)));

    private HttpContent Body(Reply reply)
    {
        if (!reply.IsStream)
        {
            reply.Begun();
            reply.Produced(1);
        }

        var endsInReset = reply.EndsInReset || reply.DeclaredLength is not null;
        var pace = new BodyPace(reply.DelayBetweenFrames, clock, endsInReset);
        HttpContent content = reply.IsStream || endsInReset || reply.Frames.Count > 1
            ? new StreamContent(FramesOf(reply, pace))
            : new ReadOnlyMemoryContent(reply.Frames.Count == 0 ? default : reply.Frames[0]);
        content.Headers.TryAddWithoutValidation("content-type", reply.ContentType);
        if (reply.DeclaredLength is { } length)
        {
            content.Headers.ContentLength = length;
        }

        return content;
    }

    private static FrameStream FramesOf(Reply reply, BodyPace pace) => reply.IsStream
        ? new FrameStream(reply.Frames, pace, reply.Begun, reply.Produced)
        : new FrameStream(reply.Frames, pace, static () => { }, static _ => { });

    private IEnumerable<(string Name, string Value)> CommonHeaders(Reply reply, IncomingCall call)
    {
        yield return ("request-id", EmulatorIds.Request(call.Number));
        yield return ("anthropic-organization-id", options.OrganizationId);
        yield return ("anthropic-workspace-id", call.Header("anthropic-workspace-id") ?? options.WorkspaceId);
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
