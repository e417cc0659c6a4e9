using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.WarmFirst;

/// <summary>Calls that begin alike, over an emulator whose door the test keeps, on a clock that stands still.</summary>
internal sealed class Burst : IDisposable
{
    /// <summary>Far above the fewest tokens that are worth a wait.</summary>
    public const int Long = 8000;

    public const string Model = "claude-haiku-5-5";

    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly ChainUnderTest _chain;

    public Burst(Action<ClaudeCachingOptions>? configure = null)
    {
        Emulator = new ClaudeEmulator(timeProvider: Clock);
        Server = new HeldServer(Emulator);
        _chain = new ChainUnderTest(
            options =>
            {
                options.TimeProvider = Clock;
                configure?.Invoke(options);
            },
            Server);
    }

    public ManualTimeProvider Clock { get; } = new();

    public ClaudeEmulator Emulator { get; }

    public HeldServer Server { get; }

    public HttpClient Http => _chain.Http;

    public RecordingLoggers Loggers => _chain.Loggers;

    /// <summary>A call with a long system prompt and a short question. When this returns, it waits: for another call, or at the server's door.</summary>
    public Task<Answered> AskAsync(
        int question, string prefix = "syst", bool streams = true, CancellationToken cancellationToken = default, Action<HttpRequestMessage>? change = null) =>
        SendAsync(Body(question, prefix, streams), cancellationToken, change);

    public Task<Answered>[] AskAll(int count, string prefix = "syst", bool streams = true) =>
        [.. Enumerable.Range(0, count).Select(question => AskAsync(question, prefix, streams))];

    public async Task<Answered> SendAsync(string body, CancellationToken cancellationToken = default, Action<HttpRequestMessage>? change = null)
    {
        var request = ChainUnderTest.Post(body.Utf8());
        change?.Invoke(request);
        var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new Answered((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken), response);
    }

    public static string Body(int question, string prefix = "syst", bool streams = true, int words = Long, string model = Model) => $$"""
        {"model":"{{model}}","max_tokens":16,"stream":{{(streams ? "true" : "false")}},"system":"{{Texts.Words(words, prefix)}}",
         "messages":[{"role":"user","content":"Question {{question}}"}]}
        """;

    /// <summary>Lets the next requests in, as many as are told, each as it comes.</summary>
    public async Task LetInAsync(int count)
    {
        for (var index = 0; index < count; index++)
        {
            (await Server.NextAsync()).LetIn();
        }
    }

    /// <summary>Gets how many of the answered calls wrote the long prefix.</summary>
    public int Writes => Emulator.Calls.Count(call => call.Usage is { } usage && usage.Written5mTokens + usage.Written1hTokens > Long / 2);

    public int Reads => Emulator.Calls.Count(call => call.Usage?.ReadTokens > Long / 2);

    public void Dispose() => _chain.Dispose();
}
