using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PromptCaching.Storage;
using PromptCaching.Testing;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.StoreFaults;

/// <summary>Several processes over one store that lies to them, one lie after the other.</summary>
internal sealed class FaultLane : IDisposable
{
    private const int OneChainIn = 10;
    private const int OneNaiveIn = 16;
    private const int Keys = 40;
    private static readonly JsonTypeInfo<string> Text = (JsonTypeInfo<string>)JsonSerializerOptions.Default.GetTypeInfo(typeof(string));
    private readonly ManualTimeProvider _clock = new();
    private readonly LyingStore _store;
    private readonly LiedTo _plain;
    private readonly LiedTo _encrypted;
    private readonly LiedTo _stranger;
    private readonly NaiveCache _naive;
    private readonly FaultTally _tally;

    public FaultLane(int number, FaultTally tally)
    {
        _tally = tally;
        _store = number % 2 == 0 ? new LyingStore() : new BufferedLyingStore();
        _plain = new LiedTo(_store, _clock, "key-of-the-run", null);
        _encrypted = new LiedTo(_store, _clock, "key-of-the-run", Convert.ToBase64String(new byte[32]));
        _stranger = new LiedTo(_store, _clock, "key-of-somebody-else", null);
        _naive = new NaiveCache(_store);
    }

    public async Task LieAsync(int operation, Random chance, CancellationToken cancellationToken)
    {
        // What was asked in the very millisecond of a clearing falls with it.
        _clock.Advance(TimeSpan.FromMilliseconds(1 + chance.Next(1000)));
        var lie = Lies.All[operation % Lies.All.Count];
        try
        {
            if (chance.OneIn(OneChainIn))
            {
                await new ChainLie(_store, _clock, _plain, _encrypted, _stranger, _tally).TellAsync(lie, operation, chance, cancellationToken);
            }
            else
            {
                await LieToRegionAsync(lie, operation, chance, cancellationToken);
            }

            if (chance.OneIn(OneNaiveIn))
            {
                _tally.AddNaive(_naive.IsFooled(lie, operation, chance));
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _tally.AddException(exception, $"operation {operation}, {lie}");
        }
    }

    public void Dispose()
    {
        _plain.Dispose();
        _encrypted.Dispose();
        _stranger.Dispose();
    }

    private async Task LieToRegionAsync(Lie lie, int operation, Random chance, CancellationToken cancellationToken)
    {
        var subject = chance.OneIn(2) ? _plain : _encrypted;
        var region = Region(subject, "embedding");
        var key = "key" + chance.Next(Keys).ToString(CultureInfo.InvariantCulture);
        var value = Value(operation, chance);
        var other = await OtherAsync(lie, subject, key, operation, chance);
        await region.StoreAsync(key, value, Text, new CacheTerms { Tags = ["tag"], TimeToLive = LiedTo.TimeToLive }, cancellationToken);
        var fullKey = _store.LastKey;
        var found = await region.FindAsync(key, Text, cancellationToken);
        _tally.AddTruth(found.IsFound && found.Value == value);

        _store.LieAbout(fullKey, Lies.Tell(lie, _store[fullKey], lie is Lie.AfterClearing or Lie.AfterExpiry ? _store[fullKey] : other, chance));
        await MakeOldAsync(lie, region, chance, cancellationToken);
        var misses = region.Counters.Misses;
        found = await region.FindAsync(key, Text, cancellationToken);
        _store.TellTheTruth();
        _tally.AddLie(lie, isChain: false, found.IsFound, region.Counters.Misses == misses + 1, $"operation {operation}, expected none, found {found.Value}");
    }

    /// <summary>Writes the entry that the store will return instead.</summary>
    private async Task<byte[]> OtherAsync(Lie lie, LiedTo subject, string key, int operation, Random chance)
    {
        var region = lie switch
        {
            Lie.AnotherRegion => Region(subject, "match"),
            Lie.AnotherTenant => Region(_stranger, "embedding"),
            Lie.AnotherEncryption => Region(subject == _plain ? _encrypted : _plain, "embedding"),
            _ => Region(subject, "embedding"),
        };
        var isSameKey = lie is Lie.AnotherRegion or Lie.AnotherTenant or Lie.AnotherEncryption;
        await region.StoreAsync(isSameKey ? key : key + "-other", "other " + Value(operation, chance), Text, cancellationToken: CancellationToken.None);
        return _store[_store.LastKey];
    }

    private async Task MakeOldAsync(Lie lie, CacheRegion region, Random chance, CancellationToken cancellationToken)
    {
        if (lie == Lie.AfterExpiry)
        {
            _clock.Advance(LiedTo.TimeToLive);
        }
        else if (lie == Lie.AfterClearing)
        {
            await (chance.OneIn(2) ? region.ClearAsync(cancellationToken) : region.ClearTagAsync("tag", cancellationToken));
        }
    }

    private static CacheRegion Region(LiedTo process, string name) => process.Regions[name];

    private static string Value(int operation, Random chance) =>
        string.Create(CultureInfo.InvariantCulture, $"value of operation {operation} ")
            + new string('x', chance.OneIn(2) ? chance.Next(200) : chance.Next(5000));
}
