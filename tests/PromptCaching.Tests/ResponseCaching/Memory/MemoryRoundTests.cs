using System.Collections.Concurrent;
using PromptCaching.ResponseCaching.Memory;

namespace PromptCaching.Tests.ResponseCaching.Memory;

/// <summary>Which of what is held goes when room is needed, item by item.</summary>
public sealed class MemoryRoundTests
{
    private const long Most = 3000;
    private readonly ConcurrentDictionary<int, MemoryItem<string>> _table = new();
    private readonly MemoryClock _clock = new();

    [Fact]
    public void Each_item_costs_half_a_kilobyte_beside_its_payload() => Item().Bytes.Should().Be(1000);

    [Fact]
    public void All_the_room_is_used_and_one_byte_less_lets_the_oldest_go()
    {
        Put(1, 2, 3);
        _clock.Bytes.Should().Be(3000);
        _table.Keys.Should().BeEquivalentTo([1, 2, 3]);
        _clock.Put(_table, 4, Item(), Most);
        _table.Keys.Should().BeEquivalentTo([2, 3, 4]);
        _clock.Put(_table, 5, Item(), Most - 1);
        _table.Keys.Should().BeEquivalentTo([4, 5]);
        _clock.Bytes.Should().Be(2000);
    }

    [Fact]
    public void One_as_large_as_everything_allowed_has_the_room_for_itself_and_one_larger_none()
    {
        Put(1, 2);
        _clock.Put(_table, 3, new MemoryItem<string>("", Most - 512), Most);
        _table.Keys.Should().Equal(3);
        _clock.Put(_table, 4, new MemoryItem<string>("", Most - 511), Most);
        _table.Keys.Should().Equal(3);
        _clock.Put(_table, 3, new MemoryItem<string>("", Most - 511), Most);
        _table.Should().BeEmpty("what stood there is the old one");
        _clock.Bytes.Should().Be(0);
    }

    [Fact]
    public void What_was_asked_for_is_passed_by_once()
    {
        Put(1, 2, 3);
        _table[1].IsTouched = true;
        Put(4);
        _table.Keys.Should().BeEquivalentTo([1, 3, 4]);
        _table[1].IsTouched.Should().BeFalse();
        Put(5);
        _table.Keys.Should().BeEquivalentTo([1, 4, 5], "it went to the end of the round");
        Put(6);
        _table.Keys.Should().BeEquivalentTo([4, 5, 6]);
    }

    [Fact]
    public void What_took_the_place_of_another_is_not_taken_for_it()
    {
        Put(1, 2);
        Put(1);
        _clock.Bytes.Should().Be(2000);
        Put(3);
        _table.Keys.Should().BeEquivalentTo([1, 2, 3]);
        Put(4);
        _table.Keys.Should().BeEquivalentTo([1, 3, 4], "two is the oldest now");
        _clock.Bytes.Should().Be(3000);
    }

    [Fact]
    public void What_is_taken_out_makes_room_at_once()
    {
        Put(1, 2, 3);
        _clock.Remove(_table, 2);
        _clock.Remove(_table, 2);
        _clock.Remove(_table, 9);
        _clock.Bytes.Should().Be(2000);
        Put(4);
        _table.Keys.Should().BeEquivalentTo([1, 3, 4]);
    }

    [Fact]
    public void What_went_by_itself_is_marked_as_gone()
    {
        Put(1);
        var first = _table[1];
        Put(2, 3, 4);
        first.IsGone.Should().BeTrue();
        _table[2].IsGone.Should().BeFalse();
    }

    [Fact]
    public void Many_that_came_and_went_leave_those_that_stay_in_their_order()
    {
        Put(1, 2);
        for (var time = 0; time < 200; time++)
        {
            Put(3);
        }

        _clock.Bytes.Should().Be(3000);
        Put(4);
        _table.Keys.Should().BeEquivalentTo([2, 3, 4]);
        Put(5);
        _table.Keys.Should().BeEquivalentTo([3, 4, 5]);
        Put(6);
        _table.Keys.Should().BeEquivalentTo([4, 5, 6]);
    }

    private static MemoryItem<string> Item() => new("", 488);

    private void Put(params int[] keys) => Array.ForEach(keys, key => _clock.Put(_table, key, Item(), Most));
}
