using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.ResponseCaching;

namespace PromptCaching.Benchmarks.ResponseCaching;

/// <summary>A client of another maker, above the whole chain: it sends bytes and gets a response, as any user of the handlers does.</summary>
internal sealed class CachedCaller : IDisposable
{
    private readonly HttpClient _http;
    private readonly byte[] _body;
    private readonly Uri _address = new("https://api.anthropic.com/v1/messages");

    public CachedCaller(byte[] body, Action<ResponseCachingOptions>? configure = null, IDistributedCache? store = null)
    {
        var options = new ClaudeCachingOptions
        {
            Client = { ApiKey = "key" },
            RateLimiting = { Enabled = false },
            DistributedCache = store,
            ResponseCaching = { MaxBytes = 256 * 1024 * 1024 },
        };
        configure?.Invoke(options.ResponseCaching);
        _body = body;
        _http = new HttpClient(ClaudeCachingHandler.Create(options, new InstantServer())) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Asks and reads the whole answer, as whoever wants it stored has to.</summary>
    public void AskToEnd()
    {
        using var response = SendAsync().GetAwaiter().GetResult();
        response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
    }

    public void Ask()
    {
        using var response = SendAsync().GetAwaiter().GetResult();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException("This is not the answer.");
        }
    }

    public string? Source()
    {
        using var response = SendAsync().GetAwaiter().GetResult();
        return response.GetCallReport()!.Source.ToString();
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> SendAsync() => _http.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(_body) }, HttpCompletionOption.ResponseHeadersRead);
}
