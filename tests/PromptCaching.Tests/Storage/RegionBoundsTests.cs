using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Storage;
using PromptCaching.Testing;
using PromptCaching.Tests.DependencyInjection;

namespace PromptCaching.Tests.Storage;

public sealed class RegionBoundsTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly UnreliableStore _store = new();

    [Theory]
    [InlineData(2000, true)]
    [InlineData(2001, false)]
    public async Task An_entry_of_the_longest_length_is_stored_and_a_longer_one_is_not(int length, bool isStored)
    {
        using var regions = new ConfiguredRegions(_clock, _store, static options => options.MaxEntryBytes = 2000);

        await regions["match"].StoreBytesAsync("k", new byte[length], CacheTerms.Default, _clock.GetUtcNow(), default);

        (await regions["match"].FindFreshAsync("k", default) is not null).Should().Be(isStored);
        regions["match"].Counters.RefusedByReason.Values.Sum().Should().Be(isStored ? 0 : 1);
    }

    [Fact]
    public async Task What_was_stored_by_a_clock_that_is_ahead_is_new_and_not_of_the_future()
    {
        var ahead = new ManualTimeProvider(_clock.GetUtcNow().AddMinutes(1));
        using (var other = new RegionsUnderTest(ahead, _store))
        {
            await other.Match.StoreAsync("k", "v", Json.Default.String);
        }

        using var process = new RegionsUnderTest(_clock, _store);

        (await process.Match.FindAsync("k", Json.Default.String)).Should().Be(new CachedValue<string>(true, "v", TimeSpan.Zero));
        (await process.Match.AsDistributedCache().GetAsync("k")).Should().NotBeNull();
        process.Match.Counters.MeanAge.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_region_is_not_taken_for_one_whose_name_goes_on()
    {
        await using var host = Registered.Provider(services =>
        {
            services.AddSingleton<TimeProvider>(_clock);
            services.AddClaudeCaching(static options => options.ApiKey = "k").AddCacheRegion("match").AddCacheRegion("matches");
        });
        var regions = host.GetRequiredService<ICacheRegions>();
        await regions["matches"].StoreAsync("k", "v", Json.Default.String);

        (await regions["match"].GetStatisticsAsync()).Entries.Should().Be(0);
        (await regions["match"].FreeAsync()).Entries.Should().Be(0);
        (await regions["matches"].GetStatisticsAsync()).Entries.Should().Be(1);
    }

    [Fact]
    public async Task The_health_of_a_store_is_asked_with_an_entry_of_its_own_region()
    {
        var keys = new List<string>();
        _store.OnWrite = (key, _) =>
        {
            keys.Add(key);
            _store.Loses = false;
            return Task.CompletedTask;
        };
        using var process = new RegionsUnderTest(_clock, _store);

        (await process.Regions.CheckHealthAsync()).Status.Should().Be(CacheStoreStatus.Healthy);

        keys.Should().ContainSingle().Which.Should().StartWith("llm:health:");
    }

    [Fact]
    public async Task Who_leaves_while_the_store_is_asked_is_not_kept()
    {
        using var process = new RegionsUnderTest(_clock, _store);
        var left = new CancellationToken(canceled: true);

        await process.Match.Invoking(it => it.FindAsync("k", Json.Default.String, left).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        process.Match.Invoking(it => it.StoreAsync("k", "v", Json.Default.String, cancellationToken: left)).Should().Throw<OperationCanceledException>();
        await process.Match.Invoking(it => it.RemoveAsync("k", left).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        _store.Reads.Should().OnlyContain(static key => key == "llm:!cleared");
    }
}
