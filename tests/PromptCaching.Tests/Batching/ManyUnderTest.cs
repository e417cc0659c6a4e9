using PromptCaching.Accounting;
using PromptCaching.Messages;
using PromptCaching.Messages.Batches;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Batching;

/// <summary>The whole chain over the emulator, on a clock that the test moves; no response cache, so every call is seen.</summary>
internal sealed class ManyUnderTest : IDisposable
{
    private readonly ClaudeCachingHandler _handler;
    private readonly HttpClient _http;

    public ManyUnderTest(Action<ClaudeEmulatorOptions>? configure = null, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        var emulation = new ClaudeEmulatorOptions { TokenCounting = TokenCounting.FourCharacters };
        configure?.Invoke(emulation);
        Emulator = new ClaudeEmulator(emulation, Clock);
        var options = new ClaudeCachingOptions
        {
            Client = { ApiKey = "key-of-the-test" },
            ResponseCaching = { Enabled = false },
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
            TimeProvider = Clock,
        };
        _handler = ClaudeCachingHandler.Create(options, wrap?.Invoke(Emulator) ?? Emulator);
        _http = new HttpClient(_handler) { Timeout = Timeout.InfiniteTimeSpan };
        Client = new ClaudeClient(_http, () => options.Client, ModelCatalog.Default, Clock);
    }

    public ManualTimeProvider Clock { get; } = new();

    public ClaudeEmulator Emulator { get; }

    public IClaudeClient Client { get; }

    /// <summary>Gets the bodies with which batches were made.</summary>
    public IEnumerable<EmulatedCall> Created => Emulator.Calls.Where(static call => call is { Method: "POST", Path: "/v1/messages/batches" });

    public static MessageBatchRequest Asking(string id, string question = "Anyone?") => new(id, MessageRequest.From(question));

    /// <summary>Moves the clock from timer to timer until the work is done.</summary>
    public async Task<T> RunAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            if (!Clock.AdvanceToNextTimer())
            {
                await Task.Yield();
            }
        }

        return await work;
    }

    public void Dispose()
    {
        _http.Dispose();
        Emulator.Dispose();
    }
}
