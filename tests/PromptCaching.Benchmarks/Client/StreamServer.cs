using System.Net;

namespace PromptCaching.Benchmarks.Client;

/// <summary>Answers every request with the next of the streams, at once.</summary>
internal sealed class StreamServer(IReadOnlyList<byte[]> streams) : HttpMessageHandler
{
    private int _next;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(streams[_next++ % streams.Count]);
        content.Headers.TryAddWithoutValidation("Content-Type", "text/event-stream");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }
}
