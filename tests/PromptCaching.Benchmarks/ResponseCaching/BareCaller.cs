using System.Net;

namespace PromptCaching.Benchmarks.ResponseCaching;

/// <summary>The same client without us: the same request, answered at once.</summary>
internal sealed class BareCaller(byte[] body) : IDisposable
{
    private readonly HttpClient _http = new(new AtOnce()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Uri _address = new("https://api.anthropic.com/v1/messages");

    public void Ask()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(body) };
        using var response = _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).GetAwaiter().GetResult();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException("This is not the answer.");
        }
    }

    public void Dispose() => _http.Dispose();

    private sealed class AtOnce : HttpMessageHandler
    {
        private static readonly byte[] Answer = new byte[2400];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = Content() });

        /// <summary>An answer without its type could not be read by any client.</summary>
        private static ByteArrayContent Content()
        {
            var content = new ByteArrayContent(Answer);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            return content;
        }
    }
}
