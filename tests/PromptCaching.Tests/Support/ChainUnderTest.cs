using PromptCaching.Testing;

namespace PromptCaching.Tests.Support;

/// <summary>What a caller got: the whole answer, read to its end.</summary>
internal sealed record Answered(int Status, byte[] Body, HttpResponseMessage Response)
{
    public string Text => Body.Utf8();

    public CallReport Report => Response.GetCallReport()!;

    public bool IsHit => Header("x-promptcaching-result") == "hit";

    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}

/// <summary>The whole chain over a server, on a clock that stands still; no limiter and no retries unless a test wants them.</summary>
internal sealed class ChainUnderTest : IDisposable
{
    public const string Address = "https://api.anthropic.com/v1/messages";

    public ChainUnderTest(Action<ClaudeCachingOptions>? configure = null, HttpMessageHandler? server = null)
    {
        Emulator = new ClaudeEmulator(new ClaudeEmulatorOptions { RejectUnknownFields = false }, Clock); // some bodies are of the future
        Options = new ClaudeCachingOptions
        {
            Client = { ApiKey = "key-of-the-test" },
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
            TimeProvider = Clock,
            LoggerFactory = Loggers,
        };
        configure?.Invoke(Options);
        Handler = ClaudeCachingHandler.Create(Options, server ?? Emulator);
        Http = new HttpClient(Handler) { Timeout = Timeout.InfiniteTimeSpan };
        Client = new ClaudeClient(Http, Options.Client);
    }

    public ManualTimeProvider Clock { get; } = new();

    public ClaudeEmulator Emulator { get; }

    public ClaudeCachingOptions Options { get; }

    public RecordingLoggers Loggers { get; } = new();

    public ClaudeCachingHandler Handler { get; }

    public HttpClient Http { get; }

    public IClaudeClient Client { get; }

    /// <summary>Gets how often the emulator was asked.</summary>
    public int Upstream => Emulator.Calls.Count;

    public static HttpRequestMessage Post(byte[] body, string address = Address) =>
        new(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };

    public Task<Answered> AskAsync(string body, Action<HttpRequestMessage>? change = null) => AskAsync(body.Utf8(), change);

    public async Task<Answered> AskAsync(byte[] body, Action<HttpRequestMessage>? change = null)
    {
        var request = Post(body);
        change?.Invoke(request);
        var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new Answered((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response);
    }

    public void Dispose()
    {
        Http.Dispose();
        Emulator.Dispose();
    }
}
