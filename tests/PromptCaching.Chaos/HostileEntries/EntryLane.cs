using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.Chaos.StoreFaults;
using PromptCaching.Storage;
using PromptCaching.Testing;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.HostileEntries;

/// <summary>One region after the other opens what somebody else has put into its store; what that takes is measured on this thread.</summary>
internal sealed class EntryLane
{
    public const int Longest = 256 * 1024;
    private const string Key = "hostile:region:key";
    private static readonly byte[] Secret = new byte[32];
    private readonly ManualTimeProvider _clock = new();
    private readonly HostileEntryGenerator _generator;
    private readonly TextWriter _progress;
    private readonly (LyingStore Store, EncryptionKeys? Encryption, CacheRegion Region)[] _regions;

    public EntryLane(IReadOnlyList<(CacheCompression Compression, byte[] Payload)> bombs, TextWriter progress)
    {
        _progress = progress;
        _generator = new HostileEntryGenerator(bombs, Longest);
        var keys = EncryptionKeys.Of([Convert.ToBase64String(new byte[32])]);
        _regions = [.. from encryption in (EncryptionKeys?[])[null, keys] from isBuffered in (bool[])[false, true] select Region(encryption, isBuffered)];
    }

    public int Served { get; private set; }

    public int Exceptions { get; private set; }

    /// <summary>Gets the most that one lookup allocated, in bytes.</summary>
    public long Most { get; private set; }

    public void Open(int operation, Random chance)
    {
        var (store, encryption, region) = chance.Pick(_regions);
        store.LieAbout(Key, _generator.Some(chance).Seal(Key, Secret, encryption, _clock.GetUtcNow()));
        try
        {
            // What the shared pool buys, after a collection has emptied it, serves all that come after: a second lookup does without it.
            var took = Find(region);
            Most = Math.Max(Most, took > Longest ? Math.Min(took, Find(region)) : took);
        }
        catch (Exception exception)
        {
            Exceptions++;
            _progress.WriteLine($"operation {operation}: {exception}");
        }
    }

    private long Find(CacheRegion region)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = region.FindAsync("key", Secret, CancellationToken.None);
        var took = GC.GetAllocatedBytesForCurrentThread() - before;
        Served += found is { IsCompletedSuccessfully: true, Result: null } ? 0 : 1;
        return took;
    }

    private (LyingStore Store, EncryptionKeys? Encryption, CacheRegion Region) Region(EncryptionKeys? encryption, bool isBuffered)
    {
        var store = isBuffered ? new BufferedLyingStore() : new LyingStore();
        var guard = new StoreGuard(store, static () => TimeSpan.FromSeconds(1), _clock, NullLogger.Instance);
        var shared = new RegionStore(
            guard,
            new ClearingRegister(guard, static () => "hostile:!cleared", _clock),
            new Lazy<RegionSecrets>(static () => new RegionSecrets(Secret)),
            encryption,
            _clock,
            NullLogger.Instance);
        return (store, encryption, new CacheRegion("region", shared, Settings));
    }

    private static CacheRegionSettings Settings() => new("hostile:", TimeSpan.FromHours(1), CacheCompression.Brotli, 0, Longest);
}
