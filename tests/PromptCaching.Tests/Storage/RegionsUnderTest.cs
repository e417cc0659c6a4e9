using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Storage;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

/// <summary>The regions of one client, as a process would have them; several of them over one store and one clock are several processes.</summary>
internal sealed class RegionsUnderTest : IDisposable
{
    private readonly ClaudeCachingHandler _handler;

    public RegionsUnderTest(ManualTimeProvider clock, IDistributedCache? store = null, Action<ClaudeCachingOptions>? configure = null)
    {
        var options = new ClaudeCachingOptions
        {
            Client = { ApiKey = "key-of-the-test" },
            TimeProvider = clock,
            LoggerFactory = Loggers,
            DistributedCache = store,
        };
        configure?.Invoke(options);
        _handler = ClaudeCachingHandler.Create(options, new ClaudeEmulator());
    }

    public ICacheRegions Regions => _handler.Regions;

    public CacheRegion Embedding => Regions["embedding"];

    public CacheRegion Match => Regions["match"];

    public RecordingLoggers Loggers { get; } = new();

    public void Dispose() => _handler.Dispose();
}
