using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Redis.Tests;

public sealed class ExpiryTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _day = TimeSpan.FromHours(24);
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Without_any_expiration_the_default_applies() => Of(new()).Should().Be(new Expiry(_day, null));

    [Fact]
    public void A_time_from_now_counts_from_now() =>
        Of(new() { AbsoluteExpirationRelativeToNow = _minute }).Should().Be(new Expiry(_minute, null));

    [Fact]
    public void A_point_in_time_is_kept() => Of(new() { AbsoluteExpiration = _now + _minute }).Should().Be(new Expiry(_minute, null));

    [Fact]
    public void A_point_in_the_past_is_refused() =>
        FluentActions.Invoking(() => Of(new() { AbsoluteExpiration = _now })).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void A_time_shorter_than_the_server_can_count_is_its_shortest() =>
        Of(new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromTicks(1) }).TimeToLive.Should().Be(TimeSpan.FromMilliseconds(1));

    [Fact]
    public void A_sliding_entry_lives_for_its_window() =>
        Of(new() { SlidingExpiration = _minute }).Should().Be(new Expiry(_minute, new SlidingWindow(_minute, null)));

    [Fact]
    public void A_sliding_entry_never_outlives_its_end()
    {
        var window = Of(new() { SlidingExpiration = _minute, AbsoluteExpirationRelativeToNow = 2 * _minute }).Window!.Value;

        window.TimeToLive(_now).Should().Be(_minute);
        window.TimeToLive(_now + (1.5 * _minute)).Should().Be(0.5 * _minute);
        window.TimeToLive(_now + (2 * _minute)).Should().BeNull();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void What_is_packed_opens_the_same(bool slides, bool ends)
    {
        SlidingWindow? window = slides ? new SlidingWindow(_minute, ends ? _now : null) : null;

        var stored = StoredValue.Pack(new ReadOnlySequence<byte>([1, 2, 3]), window);

        StoredValue.TryOpen(stored, out var value).Should().BeTrue();
        value.Bytes.ToArray().Should().Equal(1, 2, 3);
        value.Window.Should().Be(window);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0, 1, 2 })]
    [InlineData(new byte[] { (byte)'{', (byte)'}' })]
    [InlineData(new byte[] { 2, 1, 2, 3 })]
    [InlineData(new byte[] { 2, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, 9, 255, 0, 0, 0, 0, 0, 0, 0 })]
    public void What_somebody_else_wrote_does_not_open(byte[]? stored) => StoredValue.TryOpen(stored, out _).Should().BeFalse();

    private static Expiry Of(DistributedCacheEntryOptions options) => Expiry.Of(options, _day, _now);
}
