using PromptCaching.CacheControl.KeepWarm;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

public sealed class DailySpendTests
{
    private static readonly DateOnly _day = new(2026, 11, 20);

    [Fact]
    public void What_is_on_its_way_counts_at_its_highest_price()
    {
        var spend = new DailySpend();

        spend.TryReserve(_day, 6m, 10m).Should().BeTrue();
        spend.TryReserve(_day, 6m, 10m).Should().BeFalse();
        spend.Settle(6m, 1m);
        spend.TryReserve(_day, 6m, 10m).Should().BeTrue();
    }

    [Fact]
    public void What_is_not_known_counts_as_much_as_it_could_be()
    {
        var spend = new DailySpend();
        spend.TryReserve(_day, 6m, 10m);

        spend.Settle(6m, null);

        spend.TryReserve(_day, 5m, 10m).Should().BeFalse();
    }

    [Fact]
    public void A_new_day_begins_with_nothing()
    {
        var spend = new DailySpend();
        spend.TryReserve(_day, 9m, 10m);
        spend.Settle(9m, 9m);

        spend.TryReserve(_day, 2m, 10m).Should().BeFalse();
        spend.TryReserve(_day.AddDays(1), 2m, 10m).Should().BeTrue();
    }
}
