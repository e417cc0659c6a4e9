using System.Net;
using System.Net.Http.Headers;

namespace PromptCaching.Chaos.CutStreams;

/// <summary>Answers every question with what was laid ready, and counts how often it was asked.</summary>
internal sealed class CuttingServer : HttpMessageHandler
{
    public Func<Stream> Next { get; set; } = static () => Stream.Null;

    public int Calls { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls++;
        var response = new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StreamContent(Next()) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream", "utf-8");
        return Task.FromResult(response);
    }
}
