using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Redis.Tests.Support;

/// <summary>The whole chain over a store, as a program of its own would have it.</summary>
internal sealed class ChainOverStore : IDisposable
{
    private static readonly Uri _address = new("https://api.anthropic.com/v1/messages");
    private readonly HttpClient _http;

    /// <param name="store">The store.</param>
    /// <param name="api">Answers for the API.</param>
    /// <param name="inMemory">How long this process's memory may answer; without it, each question goes to the store.</param>
    public ChainOverStore(IDistributedCache store, HttpMessageHandler api, TimeSpan inMemory = default) => _http = new HttpClient(ClaudeCachingHandler.Create(
        new ClaudeCachingOptions
        {
            Client = { ApiKey = "key-of-the-test" },
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
            ResponseCaching = { StoreTimeout = TimeSpan.FromSeconds(20), InProcessTimeToLive = inMemory },
            DistributedCache = store,
        },
        new Kept(api)))
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<(CallSource Source, byte[] Body)> AskAsync(string question)
    {
        var body = JsonSerializer.Serialize(new
        {
            model = "claude-sonnet-4-5", max_tokens = 100, messages = new[] { new { role = "user", content = question } },
        });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(_address, content).WaitAsync(Eventually.Patience);
        var answer = await response.Content.ReadAsByteArrayAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, Encoding.UTF8.GetString(answer));
        return (response.GetCallReport()!.Source, answer);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Several chains ask one API: none of them takes it along when it goes.</summary>
    private sealed class Kept(HttpMessageHandler api) : DelegatingHandler(api)
    {
        protected override void Dispose(bool disposing)
        {
        }
    }
}
