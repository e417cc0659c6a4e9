using PromptCaching.Storage;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Storage;

public sealed class RegionStatisticsTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task A_region_tells_what_it_holds_and_what_happened()
    {
        using var process = new RegionsUnderTest(_clock);
        var text = new string('x', 10_000);
        await process.Match.StoreAsync("a", text, Json.Default.String);
        await process.Embedding.StoreAsync("elsewhere", "b", Json.Default.String);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await process.Match.FindAsync("a", Json.Default.String);
        _clock.Advance(TimeSpan.FromMinutes(20));
        await process.Match.FindAsync("a", Json.Default.String);
        await process.Match.FindAsync("b", Json.Default.String);

        var told = await process.Match.GetStatisticsAsync();

        told.Should().BeEquivalentTo(new
        {
            Region = "match",
            Entries = 1,
            IsExact = true,
            Hits = 2,
            Misses = 1,
            Stores = 1,
            BytesStored = 10_002,
            MeanTimeToLive = TimeSpan.FromHours(1),
            MeanAge = TimeSpan.FromMinutes(20),
            OldestAge = TimeSpan.FromMinutes(30),
            HitRate = 2.0 / 3,
        });
        told.Bytes.Should().Be(told.BytesPacked).And.BeInRange(50, 300);
        told.CompressionRatio.Should().BeGreaterThan(30);
        _clock.Advance(TimeSpan.FromMinutes(31));
        (await process.Match.GetStatisticsAsync()).Entries.Should().Be(0);
    }

    [Fact]
    public async Task Where_nothing_was_asked_and_nothing_stored_the_ratios_are_those_of_nothing()
    {
        using var process = new RegionsUnderTest(_clock);

        (await process.Match.GetStatisticsAsync()).Should().BeEquivalentTo(new { HitRate = 0.0, CompressionRatio = 1.0, Entries = 0, Bytes = 0 });
    }

    [Fact]
    public async Task Of_a_store_that_cannot_count_it_tells_about_what_this_process_stored()
    {
        using var process = new RegionsUnderTest(_clock, new UnreliableStore());
        for (var number = 0; number < 100; number++)
        {
            await process.Match.StoreAsync("k" + number, number, Json.Default.Int32);
            _clock.Advance(TimeSpan.FromSeconds(30));
        }

        var told = await process.Match.GetStatisticsAsync();
        told.IsExact.Should().BeFalse();
        told.Entries.Should().BeInRange(100, 100);
        _clock.Advance(TimeSpan.FromMinutes(35));
        (await process.Match.GetStatisticsAsync()).Entries.Should().BeInRange(50, 60);
        _clock.Advance(TimeSpan.FromMinutes(35));
        (await process.Match.GetStatisticsAsync()).Should().BeEquivalentTo(new { Entries = 0, Bytes = 0 });
    }

    [Fact]
    public async Task The_time_that_the_store_takes_is_told_in_percentiles()
    {
        var store = new UnreliableStore();
        using var process = new RegionsUnderTest(_clock, store);
        for (var call = 1; call <= 100; call++)
        {
            store.OnRead = (_, _) =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(call));
                return Task.FromResult<byte[]?>(null);
            };
            await process.Regions["response"].FindAsync("k", new byte[32], default);
        }

        var reads = (await process.Regions["response"].GetStatisticsAsync()).StoreReads;

        reads.Median.Should().BeCloseTo(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(7));
        reads.Percentile95.Should().BeCloseTo(TimeSpan.FromMilliseconds(95), TimeSpan.FromMilliseconds(13));
        reads.Percentile99.Should().BeCloseTo(TimeSpan.FromMilliseconds(99), TimeSpan.FromMilliseconds(13));
    }

    [Fact]
    public void A_histogram_is_right_to_an_eighth_over_all_durations()
    {
        for (var ticks = 8.0; ticks < 1e10; ticks *= 1.37)
        {
            var histogram = new LatencyHistogram();
            histogram.Add(TimeSpan.FromTicks((long)ticks));
            histogram.Percentile(0.5).Ticks.Should().BeInRange((long)ticks, (long)(ticks * 1.13) + 1);
        }

        var empty = new LatencyHistogram();
        empty.Percentile(0.99).Should().Be(TimeSpan.Zero);
        foreach (var odd in (TimeSpan[])[TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue])
        {
            empty.Add(odd);
        }

        empty.Percentile(1).Should().BeGreaterThan(TimeSpan.FromMinutes(20));
    }

    [Fact]
    public void An_estimate_stays_small_whatever_is_stored()
    {
        var estimate = new LiveEstimate();
        var random = new Random(5);
        var now = _clock.GetUtcNow();
        for (var store = 0; store < 20_000; store++)
        {
            now += TimeSpan.FromSeconds(random.Next(10));
            var lifetime = TimeSpan.FromMinutes(60 + random.Next(60));
            estimate.Add(now + lifetime, lifetime, 10);
        }

        estimate.At(now).Entries.Should().BeInRange(900, 1700);
        estimate.Steps.Should().BeLessThan(200);
        estimate.At(now + TimeSpan.FromHours(3)).Should().Be(default(CacheStoreUsage));
    }

    [Fact]
    public void Counters_lose_nothing_when_many_count_at_once()
    {
        var counters = new RegionCounters();
        Parallel.For(0, 8, _ =>
        {
            for (var call = 0; call < 1000; call++)
            {
                counters.Hit(TimeSpan.FromSeconds(call), TimeSpan.FromTicks(call));
                counters.Miss();
                counters.Join();
                counters.Stored(10, 5, TimeSpan.FromMinutes(1));
                counters.Refused("reason");
                counters.ErrorOf("kind");
            }
        });

        counters.Should().BeEquivalentTo(new { Hits = 8000, Misses = 8000, Joins = 8000, Stores = 8000, Bytes = 80_000, PackedBytes = 40_000 });
        counters.OldestAge.Should().Be(TimeSpan.FromSeconds(999));
        counters.RefusedByReason["reason"].Should().Be(8000);
        counters.ErrorsByKind["kind"].Should().Be(8000);
    }
}
