using PromptCaching.Storage;

namespace PromptCaching.Tests.Storage;

public sealed class RegionCountersTests
{
    private readonly RegionCounters _counters = new();

    [Fact]
    public void Means_are_of_all_and_the_oldest_is_the_oldest()
    {
        _counters.Hit(TimeSpan.FromSeconds(30), TimeSpan.Zero);
        _counters.Hit(TimeSpan.FromSeconds(50), TimeSpan.Zero);
        _counters.Hit(TimeSpan.FromSeconds(10), TimeSpan.Zero);
        _counters.Stored(100, 10, TimeSpan.FromHours(1));
        _counters.Stored(200, 30, TimeSpan.FromHours(3));

        (_counters.MeanAge, _counters.OldestAge, _counters.MeanTimeToLive).Should().Be((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(50), TimeSpan.FromHours(2)));
        (_counters.Hits, _counters.Stores, _counters.Bytes, _counters.PackedBytes).Should().Be((3, 2, 300, 40));
    }

    [Fact]
    public void Where_nothing_happened_everything_is_nothing() =>
        (_counters.MeanAge, _counters.OldestAge, _counters.MeanTimeToLive, _counters.Hits).Should().Be((TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0));

    [Fact]
    public void The_oldest_of_many_at_once_is_kept()
    {
        Parallel.For(0, 10_000, age => _counters.Hit(TimeSpan.FromTicks(age), TimeSpan.Zero));

        _counters.OldestAge.Ticks.Should().Be(9_999);
    }

    [Fact]
    public void Faults_are_counted_by_their_names_and_none_is_no_fault()
    {
        foreach (var fault in Enum.GetValues<StoreFault>())
        {
            _counters.ErrorOf(fault);
        }

        _counters.ErrorsByKind.Should().BeEquivalentTo(new Dictionary<string, long> { ["connection"] = 1, ["not-asked"] = 1, ["other"] = 1, ["timeout"] = 1 });
    }
}
