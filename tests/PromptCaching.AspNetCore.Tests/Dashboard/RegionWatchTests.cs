using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.AspNetCore.Dashboard;
using PromptCaching.AspNetCore.Tests.Support;
using PromptCaching.Storage;
using PromptCaching.Testing;

namespace PromptCaching.AspNetCore.Tests.Dashboard;

public sealed class RegionWatchTests
{
    [Fact]
    public async Task A_store_that_takes_long_to_count_is_counted_rarely_and_nobody_waits_for_it_again()
    {
        var store = new SlowToCount();
        await using var gateway = await GatewayUnderTest.StartAsync(chain: claude => claude.UseDistributedCache(store));
        var clock = new ManualTimeProvider();
        var regions = gateway.Services.GetRequiredKeyedService<ICacheRegions>(ClaudeDefaults.ClientName);
        var watch = new RegionWatch(regions, clock);
        var first = watch.GetAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(1));
        store.Counted.SetResult(default);
        await first;
        var counts = store.Counts;

        clock.Advance(TimeSpan.FromSeconds(98));
        await watch.GetAsync(CancellationToken.None);
        store.Counts.Should().Be(counts, "a count took a second");

        clock.Advance(TimeSpan.FromSeconds(1));
        store.Counted = new TaskCompletionSource<CacheStoreUsage>();
        (await watch.GetAsync(CancellationToken.None)).Should().NotBeEmpty("the earlier count is told until this one is over");
        store.Counts.Should().Be(counts + 1);
    }

    private sealed class SlowToCount : IDistributedCache, ICacheStoreMaintenance
    {
        public TaskCompletionSource<CacheStoreUsage> Counted { get; set; } = new();

        public int Counts { get; private set; }

        public ValueTask<CacheStoreUsage> MeasureAsync(string keyPrefix, CancellationToken cancellationToken)
        {
            Counts++;
            return new ValueTask<CacheStoreUsage>(Counted.Task);
        }

        public ValueTask<CacheStoreUsage> RemoveAsync(
            string keyPrefix, Func<string, ReadOnlyMemory<byte>, bool> isDead, CancellationToken cancellationToken) => ValueTask.FromResult<CacheStoreUsage>(default);

        public byte[]? Get(string key) => null;

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult<byte[]?>(null);

        public void Refresh(string key)
        {
        }

        public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Remove(string key)
        {
        }

        public Task RemoveAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
        {
        }

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => Task.CompletedTask;
    }
}
