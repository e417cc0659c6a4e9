using System.Text.Json;
using PromptCaching.Testing;

namespace PromptCaching.Extensions.AI.Tests.Support;

/// <summary>An <see cref="IChatClient"/> over our client, the whole chain and the emulator, on a clock that stands still.</summary>
internal sealed class ChatUnderTest : IDisposable
{
    public const string Model = "claude-haiku-5-5";
    private readonly HttpClient _http;

    public ChatUnderTest(Action<ClaudeCachingOptions>? configure = null)
    {
        Emulator = new ClaudeEmulator(new ClaudeEmulatorOptions { TokenCounting = TokenCounting.FourCharacters }, Clock);
        var options = new ClaudeCachingOptions
        {
            Client = { ApiKey = "key-of-the-test" },
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
            TimeProvider = Clock,
        };
        configure?.Invoke(options);
        _http = new HttpClient(ClaudeCachingHandler.Create(options, Emulator)) { Timeout = Timeout.InfiniteTimeSpan };
        Claude = new ClaudeClient(_http, options.Client);
        Chat = Claude.AsChatClient(Model, Clock);
    }

    public ManualTimeProvider Clock { get; } = new();

    public ClaudeEmulator Emulator { get; }

    public IClaudeClient Claude { get; }

    public IChatClient Chat { get; }

    /// <summary>Gets the body that was sent last.</summary>
    public JsonElement Sent => Emulator.Calls[^1].Json!.Value;

    public void Dispose()
    {
        Chat.Dispose();
        _http.Dispose();
        Emulator.Dispose();
    }
}
