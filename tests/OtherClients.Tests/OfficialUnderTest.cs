using Anthropic;
using Anthropic.Models.Messages;
using PromptCaching;
using PromptCaching.Testing;

namespace OtherClients.Tests;

/// <summary>The official client on the whole chain over the emulator. Waits between retries are a millisecond.</summary>
internal sealed class OfficialUnderTest : IDisposable, ICallObserver
{
    private readonly HttpClient _http;

    public OfficialUnderTest(Action<ClaudeCachingOptions>? configure = null)
    {
        Options = new ClaudeCachingOptions
        {
            Observers = { this },
            RateLimiting = { Enabled = false },
            Retrying = { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1), Jitter = false },
        };
        configure?.Invoke(Options);
        Emulator = new ClaudeEmulator(new ClaudeEmulatorOptions { Answer = _ => Always, TokenCounting = TokenCounting.FourCharacters });
        _http = new HttpClient(ClaudeCachingHandler.Create(Options, Emulator)) { Timeout = Timeout.InfiniteTimeSpan };
        Client = new AnthropicClient { ApiKey = "key-of-the-test", HttpClient = _http, ResponseValidation = true };
    }

    public ClaudeCachingOptions Options { get; }

    public ClaudeEmulator Emulator { get; }

    public AnthropicClient Client { get; }

    public List<CallReport> Reports { get; } = [];

    /// <summary>Gets or sets what every call is answered, whatever it asks.</summary>
    public EmulatedAnswer? Always { get; set; }

    public static MessageCreateParams Question(string text = "What now?") => new()
    {
        Model = "claude-haiku-5-5",
        MaxTokens = 2000,
        Messages = [new() { Role = Role.User, Content = text }],
    };

    public void OnCallCompleted(CallReport report) => Reports.Add(report);

    public void Dispose()
    {
        _http.Dispose();
        Emulator.Dispose();
    }
}
