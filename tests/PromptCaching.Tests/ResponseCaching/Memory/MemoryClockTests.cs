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

    private static MemoryItem<string> Item(long bytes) => new("", bytes);
}
