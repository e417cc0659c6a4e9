using System.Globalization;
using System.Net;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.Wire;

/// <summary>Turns a reply into an HTTP response, at its own pace.</summary>
internal sealed class ReplySender(TimeProvider clock, ClaudeEmulatorOptions options)
{
    private static readonly (string Kind, string Limit)[] Limits =
        [("requests", "10000"), ("tokens", "12000000"), ("input-tokens", "10000000"), ("output-tokens", "2000000")];

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
        CommonHeaders(call).Concat(reply.Headers.Select(static header => (header.Key, header.Value)));

    private HttpContent Body(Reply reply)
    {
        var isStream = reply.ContentType == Reply.EventStreamType;
        if (!isStream)
        {
            reply.Begun();
        }

        var pace = new BodyPace(reply.DelayBetweenFrames, clock, reply.EndsInReset);
        HttpContent content = isStream || reply.EndsInReset
            ? new StreamContent(new FrameStream(reply.Frames, pace, isStream ? reply.Begun : static () => { }))
            : new ReadOnlyMemoryContent(reply.Frames.Count == 0 ? default : reply.Frames[0]);
        content.Headers.TryAddWithoutValidation("content-type", reply.ContentType);
        return content;
    }

    /// <summary>The quota never runs out here; a reply that plays a 429 brings figures of its own.</summary>
    private IEnumerable<(string Name, string Value)> CommonHeaders(IncomingCall call)
    {
        var now = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        yield return ("request-id", EmulatorIds.Request(call.Number));
        yield return ("anthropic-organization-id", options.OrganizationId);
        yield return ("anthropic-workspace-id", call.Header("anthropic-workspace-id") ?? options.WorkspaceId);
        foreach (var (kind, limit) in Limits)
        {
            yield return ($"anthropic-ratelimit-{kind}-limit", limit);
            yield return ($"anthropic-ratelimit-{kind}-remaining", limit);
            yield return ($"anthropic-ratelimit-{kind}-reset", now);
        }
    }
}
