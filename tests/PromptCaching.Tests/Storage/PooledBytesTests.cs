using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

public sealed class PooledBytesTests
{
    [Theory]
    [InlineData(10, 10, false)]
    [InlineData(10, 11, true)]
    [InlineData(9_000, 9_000, false)]
    public void A_value_that_is_longer_than_may_be_is_dropped(int longest, int length, bool isTooLong)
    {
        var pooled = new PooledBytes(longest);
        for (var at = 0; at < length; at++)
        {
            pooled.GetSpan(1)[0] = (byte)at;
            pooled.Advance(1);
        }

        pooled.IsTooLong.Should().Be(isTooLong);
        pooled.Written.ToArray().Should().Equal(isTooLong ? [] : [.. Enumerable.Range(0, length).Select(static at => (byte)at)]);
    }

    [Fact]
    public void What_was_written_stays_when_more_room_is_needed_than_twice_as_much()
    {
        var pooled = new PooledBytes(1_000_000);
        var (first, second) = (Texts.Words(700).Utf8(), Texts.Words(60_000).Utf8());
        Write(pooled, first);
        Write(pooled, second);

        pooled.Written.ToArray().AsSpan().SequenceEqual([.. first, .. second]).Should().BeTrue();
        pooled.Return();
        pooled.Written.Length.Should().Be(0);
        pooled.Return();
    }

    [Fact]
    public void Nobody_writes_backwards_or_beyond_the_room_that_was_given()
    {
        var pooled = new PooledBytes(1_000_000);
        var room = pooled.GetMemory().Length;

        pooled.Invoking(static it => it.Advance(-1)).Should().Throw<ArgumentOutOfRangeException>();
        pooled.Invoking(it => it.Advance(room + 1)).Should().Throw<ArgumentOutOfRangeException>();
        pooled.Invoking(it => it.Advance(room)).Should().NotThrow();
    }

    private static void Write(PooledBytes pooled, byte[] bytes)
    {
        bytes.CopyTo(pooled.GetSpan(bytes.Length));
        pooled.Advance(bytes.Length);
    }
}
