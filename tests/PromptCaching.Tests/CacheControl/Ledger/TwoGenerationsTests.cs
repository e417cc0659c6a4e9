using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

public sealed class TwoGenerationsTests
{
    [Fact]
    public void It_never_holds_more_than_its_capacity()
    {
        var kept = new TwoGenerations<string>(capacity: 10);
        for (var key = 0UL; key < 1000; key++)
        {
            kept.Add(key, "value");
            kept.Count.Should().BeLessThanOrEqualTo(10);
        }
    }

    [Fact]
    public void What_is_used_stays()
    {
        var kept = new TwoGenerations<string>(capacity: 10);
        kept.Add(7777, "used");
        for (var key = 0UL; key < 1000; key++)
        {
            kept.Add(key, "value");
            kept.Find(7777).Should().Be("used");
        }
    }

    [Fact]
    public void What_is_not_used_goes_when_as_many_others_came_as_there_is_room_for()
    {
        var kept = new TwoGenerations<string>(capacity: 10);
        kept.Add(7777, "not used");
        for (var key = 0UL; key < 10; key++)
        {
            kept.Add(key, "value");
        }

        kept.Find(7777).Should().BeNull();
        kept.Find(9).Should().Be("value");
    }

    [Fact]
    public void The_last_half_is_always_there()
    {
        var kept = new TwoGenerations<string>(capacity: 10);
        for (var key = 0UL; key < 100; key++)
        {
            kept.Add(key, $"{key}");
        }

        Enumerable.Range(95, 5).Should().OnlyContain(key => kept.Find((ulong)key) == $"{key}");
    }

    [Fact]
    public void A_new_value_takes_the_place_of_the_old_one()
    {
        var kept = new TwoGenerations<string>(capacity: 10);
        kept.Add(1, "old");
        kept.Add(1, "new");

        kept.Find(1).Should().Be("new");
        kept.Count.Should().Be(1);
    }
}
