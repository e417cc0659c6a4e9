using PromptCaching.Accounting;
using PromptCaching.Messages;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.Soak;

/// <summary>The whole chain in real time, over the emulator, with its answers and its book in files. All that is bounded has a small bound.</summary>
internal sealed class SoakChain : IDisposable
{
    private const long MemoryBytes = 2 * 1024 * 1024;
    private const long FileBytes = 8 * 1024 * 1024;
    private const int Entries = 1000;
    private const int RequestsPerMinute = 10_000_000;
    private const int MostTokens = 4000;

    /// <summary>Long enough to be written to the prompt cache.</summary>
    private static readonly string Instructions = string.Concat(Enumerable.Repeat("Answer in one sentence, and say to which question. ", 200));

    /// <summary>What befalls attempts before anything of the answer has come: all of it is repeated, or does no harm.</summary>
    private static readonly Dictionary<EmulatedFault, double> Rates = new()
    {
        [EmulatedFault.ServerError] = 0.01,
        [EmulatedFault.Overloaded] = 0.01,
        [EmulatedFault.GatewayTimeout] = 0.005,
        [EmulatedFault.BadGateway] = 0.005,
        [EmulatedFault.Unavailable] = 0.005,
        [EmulatedFault.ConnectionFailure] = 0.01,
        [EmulatedFault.UnknownEvents] = 0.005,
        [EmulatedFault.PingFlood] = 0.005,
    };

    private readonly TemporaryFolder _folder = new();
    private readonly ClaudeEmulator _emulator;
    private readonly ClaudeCachingHandler _chain;
    private readonly HttpClient _http;

    public SoakChain(int seed)
    {
        _emulator = new ClaudeEmulator(new ClaudeEmulatorOptions
        {
            Answer = SoakAnswers.Of,
            Seed = seed,
            Faults = new EmulatedFaults { Rates = Rates },
            TimeToFirstByte = TimeSpan.FromMilliseconds(5),
            TokenCounting = TokenCounting.FourCharacters,
            RecordBodies = false,
            MaxRecordedCalls = 0,
        });
        _chain = ClaudeCachingHandler.Create(
            new ClaudeCachingOptions
            {
                Client = { ApiKey = "key-of-the-soak" },
                ResponseCaching =
                {
                    Directory = Path.Combine(_folder.Path, "answers"),
                    DirectoryMaxBytes = FileBytes,
                    MaxBytes = MemoryBytes,
                    TimeToLive = TimeSpan.FromSeconds(5),
                    StoreTimeout = TimeSpan.FromSeconds(10),
                },
                Retrying =
                {
                    MaxRetries = 8,
                    RetryBudget = 10,
                    BaseDelay = TimeSpan.FromMilliseconds(2),
                    MaxDelay = TimeSpan.FromMilliseconds(20),
                },
                RateLimiting = { RequestsPerMinute = RequestsPerMinute },
                Accounting = { MaxEntries = Entries, File = Path.Combine(_folder.Path, "book.jsonl"), FileMaxBytes = FileBytes },
            },
            _emulator);
        _http = new HttpClient(_chain) { Timeout = Timeout.InfiniteTimeSpan };
        Client = new ClaudeClient(_http, new ClaudeClientOptions { ApiKey = "key-of-the-soak" });
    }

    public IClaudeClient Client { get; }

    public UsageTotals Booked => _chain.Usage.Total;

    public int QuestionsInFlight => _chain.QuestionsInFlight;

    public static MessageRequest RequestOf(SoakCall call) =>
        MessageRequest.From(call.Question, Instructions) with { Model = "claude-sonnet-5-5", MaxTokens = MostTokens };

    /// <summary>The API's memory is not the chain's: it is emptied before anything is weighed.</summary>
    public void EmptyTheServer() => _emulator.Reset();

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }
}
