using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Redis;
using PromptCaching.ResponseCaching;
using PromptCaching.Testing;

namespace ResumeStudio.Tests.Support;

/// <summary>The studio as it runs, on a port of its own, over an emulator that answers at once; in memory unless a test says otherwise.</summary>
internal sealed class StudioUnderTest : IAsyncDisposable
{
    private readonly WebApplication _studio;

    private StudioUnderTest(WebApplication studio)
    {
        _studio = studio;
        Http = new HttpClient { BaseAddress = new Uri(studio.Urls.First()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _studio.Services;

    public ClaudeEmulator Emulator => Services.GetRequiredService<ClaudeEmulator>();

    public static Task<StudioUnderTest> StartAsync(params string[] settings) => StartAsync(static _ => { }, settings);

    /// <param name="configure">Registers what takes the place of the studio's own.</param>
    /// <param name="settings">Variables of the environment: <c>NAME=value</c>.</param>
    public static async Task<StudioUnderTest> StartAsync(Action<IServiceCollection> configure, params string[] settings)
    {
        string[] usual =
        [
            "port=0", "ANTHROPIC_API_KEY=", "REDIS_URL=", "CACHE_DIRECTORY=", "EMULATOR_DELAY_MILLISECONDS=0", "EMULATOR_EVENT_DELAY_MILLISECONDS=0",
            "Logging:LogLevel:Default=Warning",
        ];
        var studio = StudioApplication.Create([.. usual.Concat(settings).Select(static setting => "--" + setting)], services =>
        {
            WaitForTheStore(services);
            configure(services);
        });
        await studio.StartAsync();
        return new StudioUnderTest(studio);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, object body, string? user = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (user is not null)
        {
            request.Headers.Add("X-User-Id", user);
        }

        return await Http.SendAsync(request);
    }

    public async Task<JsonElement> AskAsync(string path, object body, string? user = null)
    {
        using var response = await PostAsync(path, body, user);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<IReadOnlyList<JsonElement>> StreamAsync(object body)
    {
        using var response = await PostAsync("/api/v1/generate/stream", body);
        response.EnsureSuccessStatusCode();
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        var frames = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        return [.. frames.Select(static frame => JsonElement.Parse(frame["data: ".Length..]))];
    }

    // A store that is slow because the machine is busy is given up in production, where a call matters more than a hit. Here the hit is the question.
    private static void WaitForTheStore(IServiceCollection services)
    {
        services.PostConfigureAll<ResponseCachingOptions>(static options => options.StoreTimeout = TimeSpan.FromSeconds(20));
        services.PostConfigureAll<RedisStoreOptions>(static options => options.OperationTimeout = TimeSpan.FromSeconds(20));
    }

    public Task<JsonElement> GetAsync(string path) => Http.GetFromJsonAsync<JsonElement>(path);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _studio.DisposeAsync();
    }
}
