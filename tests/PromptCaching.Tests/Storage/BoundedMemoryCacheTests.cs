using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Storage;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Storage;

public class BoundedMemoryCacheTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void It_never_exceeds_its_budget_and_never_gives_out_what_was_not_put_in()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            long budget = 20_000;
            var cache = new BoundedMemoryCache(() => budget, _clock);
            var put = new Dictionary<string, (byte[] Value, DateTimeOffset ExpiresAt)>();
            var hits = 0;
            for (var step = 0; step < 2000; step++)
            {
                var key = "key" + random.Next(60);
                switch (random.Next(10))
                {
                    case < 4:
                        var value = new byte[random.Next(random.Next(20) == 0 ? 30_000 : 900)];
                        random.NextBytes(value);
                        var lifetime = TimeSpan.FromSeconds(random.Next(1, 200));
                        cache.Set(key, value, Lasting(lifetime));
                        put[key] = (value, _clock.GetUtcNow() + lifetime);
                        cache.Bytes.Should().BeLessThanOrEqualTo(budget);
                        break;
                    case < 8:
                        if (cache.Get(key) is { } found)
                        {
                            found.Should().BeSameAs(put[key].Value);
                            put[key].ExpiresAt.Should().BeAfter(_clock.GetUtcNow());
                            hits++;
                        }

                        break;
                    case 8:
                        cache.Remove(key);
                        cache.Get(key).Should().BeNull();
                        break;
                    default:
                        _clock.Advance(TimeSpan.FromSeconds(random.Next(5)));
                        budget = random.Next(50) == 0 ? random.Next(5_000, 30_000) : budget;
                        break;
                }
            }

            hits.Should().BeGreaterThan(100);
        }
    }

    [Fact]
    public void What_was_used_longest_ago_is_forgotten_first()
    {
        var cache = new BoundedMemoryCache(() => 3 * (128 + 2 + 100), _clock);
        foreach (var key in (string[])["a", "b", "c"])
        {
            cache.Set(key, new byte[100], Lasting(TimeSpan.FromHours(1)));
        }

        cache.Get("a");
        cache.Set("d", new byte[100], Lasting(TimeSpan.FromHours(1)));

        cache.Get("b").Should().BeNull();
        cache.Get("a").Should().NotBeNull();
        cache.Get("c").Should().NotBeNull();
        cache.Get("d").Should().NotBeNull();
    }

    [Fact]
    public void An_entry_ends_at_its_time_and_gives_its_memory_back()
    {
        var cache = new BoundedMemoryCache(() => 1000, _clock);
        cache.Set("relative", [1], Lasting(TimeSpan.FromSeconds(10)));
        cache.Set("absolute", [2], new DistributedCacheEntryOptions { AbsoluteExpiration = _clock.GetUtcNow() + TimeSpan.FromSeconds(10) });

        _clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        cache.Get("relative").Should().Equal(1);
        cache.Get("absolute").Should().Equal(2);

        _clock.Advance(TimeSpan.FromTicks(1));
        cache.Get("relative").Should().BeNull();
        cache.Get("absolute").Should().BeNull();
        cache.Bytes.Should().Be(0);
    }

    [Fact]
    public void What_is_larger_than_the_budget_is_not_kept_and_neither_is_what_it_replaces()
    {
        var cache = new BoundedMemoryCache(() => 1000, _clock);
        cache.Set("a", [1], Lasting(TimeSpan.FromHours(1)));
        cache.Set("b", [2], Lasting(TimeSpan.FromHours(1)));

        cache.Set("a", new byte[1000], Lasting(TimeSpan.FromHours(1)));

        cache.Get("a").Should().BeNull();
        cache.Get("b").Should().Equal(2);
    }

    [Fact]
    public void An_entry_takes_its_value_its_key_in_utf16_and_128_bytes_and_may_fill_the_budget()
    {
        var cache = new BoundedMemoryCache(() => 100 + (4 * 2) + 128, _clock);

        cache.Set("full", new byte[100], Lasting(TimeSpan.FromHours(1)));
        cache.Bytes.Should().Be(236);
        cache.Get("full").Should().NotBeNull();

        cache.Set("more", new byte[101], Lasting(TimeSpan.FromHours(1)));
        cache.Get("more").Should().BeNull();
    }

    [Fact]
    public async Task What_has_ended_is_not_measured_and_who_has_left_measures_nothing()
    {
        var cache = new BoundedMemoryCache(() => 1000, _clock);
        cache.Set("a", [1, 2], Lasting(TimeSpan.FromSeconds(10)));
        cache.Set("b", [3], Lasting(TimeSpan.FromSeconds(11)));
        _clock.Advance(TimeSpan.FromSeconds(10));

        (await cache.MeasureAsync("", default)).Should().Be(new CacheStoreUsage(1, 1));
        await cache.Invoking(it => it.MeasureAsync("", new CancellationToken(canceled: true)).AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void Nothing_is_kept_without_an_end() =>
        new BoundedMemoryCache(() => 1000, _clock).Invoking(cache => cache.Set("a", [1], new DistributedCacheEntryOptions()))
            .Should().Throw<ArgumentException>().WithMessage("*expiration*");

    private static DistributedCacheEntryOptions Lasting(TimeSpan time) => new() { AbsoluteExpirationRelativeToNow = time };
}
