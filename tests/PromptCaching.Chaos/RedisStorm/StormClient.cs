using System.Text;
using System.Text.Json;
using PromptCaching.Redis;

namespace PromptCaching.Chaos.RedisStorm;

/// <summary>One process of many: a chain of its own, over a connection of its own to the store that all share.</summary>
internal sealed class StormClient : IAsyncDisposable
{
    private static readonly Uri _address = new("https://api.anthropic.com/v1/messages");
    private readonly RedisDistributedCache _store;
    private readonly HttpClient _http;
    private readonly bool _tellsScopes;

    /// <param name="redisPort">Where the store is, or seems to be.</param>
    /// <param name="api">Answers what the store does not.</param>
    /// <param name="log">Hears what the chain says about its store.</param>
    /// <param name="tellsScopes">Whether the chain learns whose call it is; without, callers share answers that they must not.</param>
    public StormClient(int redisPort, HttpMessageHandler api, StormLog log, bool tellsScopes)
    {
        _tellsScopes = tellsScopes;
        _store = new RedisDistributedCache($"redis://127.0.0.1:{redisPort}/0");
        _http = new HttpClient(ClaudeCachingHandler.Create(
            new ClaudeCachingOptions
            {
                Client = { ApiKey = "key-of-the-storm" },
                RateLimiting = { Enabled = false },
                Retrying = { Enabled = false },
                ResponseCaching = { InProcessTimeToLive = TimeSpan.Zero },
                DistributedCache = _store,
                LoggerFactory = log,
                TimeProvider = new HurriedClock(),
            },
            api))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <returns>The text of the answer, and whether it came from the store.</returns>
    public async Task<(string Text, bool IsHit)> AskAsync(StormCall call, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(new
        {
            model = "claude-sonnet-4-5", max_tokens = 100, messages = new[] { new { role = "user", content = call.Question } },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Options.Set(ScopedApi.Caller, call.Scope);
        if (_tellsScopes)
        {
            request.Headers.Add("x-promptcaching-scope", call.Scope);
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        var answer = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken);
        using var json = JsonDocument.Parse(answer);
        return (json.RootElement.GetProperty("content")[0].GetProperty("text").GetString()!, response.GetCallReport()!.Source == CallSource.ResponseCache);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _store.DisposeAsync();
    }
}
