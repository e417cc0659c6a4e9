using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests;

/// <summary>An emulator on a manual clock, and a client of it.</summary>
internal sealed class Server : IDisposable
{
    private readonly HttpClient _client;

    public Server(ClaudeEmulatorOptions? options = null, params string[] betas)
    {
        Emulator = new ClaudeEmulator(Counting(options), Clock);
        _client = new HttpClient(Emulator) { BaseAddress = new Uri("https://api.example.com") };
        if (betas.Length > 0)
        {
            _client.DefaultRequestHeaders.Add("anthropic-beta", betas);
        }
    }

    public ManualTimeProvider Clock { get; } = new();

    public ClaudeEmulator Emulator { get; }

    public static HttpRequestMessage Post(string body, string path = "/v1/messages", string? key = "key", string? workspace = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("anthropic-version", "2023-06-01");
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        if (workspace is not null)
        {
            request.Headers.Add("anthropic-workspace-id", workspace);
        }

        return request;
    }

    /// <summary>Options that count four characters a token, so that tests can give every block by its tokens.</summary>
    public static ClaudeEmulatorOptions Counting(ClaudeEmulatorOptions? options)
    {
        options ??= new ClaudeEmulatorOptions();
        options.TokenCounting = TokenCounting.FourCharacters;
        return options;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

    public Task<HttpResponseMessage> SendAsync(JsonObject body) => SendAsync(Post(body.ToJsonString()));

    /// <summary>Sends and reads to the end.</summary>
    public async Task<(int Status, string Body)> AskAsync(JsonObject body)
    {
        using var response = await SendAsync(body);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> AnswerAsync(JsonObject body) => JsonDocument.Parse((await AskAsync(body)).Body).RootElement;

    public async Task<string> ErrorAsync(JsonObject body)
    {
        var (status, text) = await AskAsync(body);
        status.Should().Be(400);
        var error = JsonDocument.Parse(text).RootElement.GetProperty("error");
        error.GetProperty("type").GetString().Should().Be("invalid_request_error");
        return error.GetProperty("message").GetString()!;
    }

    /// <summary>Sends, reads to the end and says what was billed, leaving out the output.</summary>
    public async Task<EmulatedUsage> BillAsync(JsonObject body, string key = "key", string? workspace = null)
    {
        using var response = await SendAsync(Post(body.ToJsonString(), key: key, workspace: workspace));
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).Should().Be(200, text);
        return Emulator.Calls[^1].Usage! with { OutputTokens = 0 };
    }

    public void Dispose() => _client.Dispose();
}
