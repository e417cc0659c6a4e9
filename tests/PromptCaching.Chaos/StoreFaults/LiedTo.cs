using PromptCaching.Storage;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.StoreFaults;

/// <summary>A process that uses the store: its regions and its chain.</summary>
internal sealed class LiedTo : IDisposable
{
    public static readonly TimeSpan TimeToLive = TimeSpan.FromMinutes(10);
    private readonly ClaudeCachingHandler _chain;

    public LiedTo(LyingStore store, ManualTimeProvider clock, string apiKey, string? encryptionKey)
    {
        var options = new ClaudeCachingOptions
        {
            Client = { ApiKey = apiKey },
            DistributedCache = store,
            TimeProvider = clock,
            ResponseCaching = { InProcessTimeToLive = TimeSpan.Zero, TimeToLive = TimeToLive, CompressionThreshold = 500 },
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
            CacheControl = { Enabled = false },
        };
        if (encryptionKey is not null)
        {
            options.ResponseCaching.EncryptionKeys.Add(encryptionKey);
        }

        Server = new EchoServer();
        _chain = ClaudeCachingHandler.Create(options, Server);
        Client = new HttpMessageInvoker(_chain);
    }

    public EchoServer Server { get; }

    public HttpMessageInvoker Client { get; }

    public ICacheRegions Regions => _chain.Regions;

    public void Dispose() => Client.Dispose();
}
