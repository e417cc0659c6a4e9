using System.Collections.Concurrent;
using PromptCaching.ResponseCaching.Memory;

namespace PromptCaching.Tests.ResponseCaching.Memory;

public sealed class MemoryClockTests
{
    private readonly ConcurrentDictionary<int, MemoryItem<string>> _table = new();
    private readonly MemoryClock _clock = new();

    [Fact]
    public void What_is_replaced_or_taken_out_holds_nothing_any_more()
    {
        var (first, second) = (Item(1000), Item(1000));
        _clock.Put(_table, 1, first, most: 10_000);
        _clock.Put(_table, 1, second, most: 10_000);
        first.Value.Should().BeNull("it stays in the round until the hand comes to it, and its bytes are counted no more");
        second.Value.Should().NotBeNull();

        _clock.Remove(_table, 1);

        second.Value.Should().BeNull();
        _clock.Bytes.Should().Be(0);
    }

    [Fact]
    public void What_was_asked_for_stays_and_no_more_is_held_than_is_allowed()
    {
        var asked = Item(1000);
        _clock.Put(_table, 0, asked, most: 10_000);
        for (var key = 1; key <= 100; key++)
        {
            asked.IsTouched = true;
            _clock.Put(_table, key, Item(1000), most: 10_000);
            _clock.Bytes.Should().BeLessThanOrEqualTo(10_000).And.Be(_table.Values.Sum(static item => item.Bytes));
        }

        _table.Should().ContainKeys(0, 100).And.HaveCount(6);
    }

    [Fact]
    public void One_that_is_larger_than_all_that_is_allowed_stays_out_and_takes_nothing_else_along()
    {
        _clock.Put(_table, 1, Item(1000), most: 10_000);
        _clock.Put(_table, 2, Item(10_000), most: 10_000);

        _table.Should().ContainKey(1).And.HaveCount(1);
    }

    [Fact]
    public void What_was_asked_for_once_gets_one_more_round_and_then_goes()
    {
        var asked = Item(1000);
        _clock.Put(_table, 0, asked, most: 4_600);
        asked.IsTouched = true;
        Fill(keys: 3, most: 4_600);
        _table.Should().ContainKey(0);

        Fill(keys: 10, most: 4_600);

        _table.Should().NotContainKey(0).And.HaveCount(3);
        _clock.Bytes.Should().Be(_table.Values.Sum(static item => item.Bytes));
    }

    [Fact]
    public void What_stays_is_still_in_the_round_when_much_that_went_was_swept_out_of_it()
    {
        _clock.Put(_table, -1, Item(1000), most: 100_000);
        _clock.Put(_table, -2, Item(1000), most: 100_000);
        for (var time = 0; time < 200; time++)
        {
            _clock.Put(_table, -3, Item(1000), most: 100_000);
        }

        _clock.Put(_table, -4, Item(9_000), most: 10_000);

        _table.Should().ContainSingle().Which.Key.Should().Be(-4);
        _clock.Bytes.Should().Be(_table[-4].Bytes);
    }

    [Fact]
    public void One_that_fills_all_that_is_allowed_is_let_in()
    {
        var item = Item(5_000);
        _clock.Put(_table, 1, Item(100), item.Bytes);
        _clock.Put(_table, 2, item, item.Bytes);

        _table.Should().ContainSingle().Which.Key.Should().Be(2);
    }

    [Fact]
    public void Taking_out_what_is_not_there_changes_nothing()
    {
        _clock.Put(_table, 1, Item(1000), most: 10_000);
        var before = _clock.Bytes;

        _clock.Remove(_table, 2);

        (_clock.Bytes, _table.Count).Should().Be((before, 1));
    }

    private void Fill(int keys, long most)
    {
        for (var key = 1; key <= keys; key++)
        {
            _clock.Put(_table, key, Item(1000), most);
        }
    }

    private static MemoryItem<string> Item(long bytes) => new("", bytes);
}
