using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class CallQueueTests
{
    private static readonly QuotaAmount _each = new(1, 10, 100);
    private readonly CallQueue _queue = new();

    [Fact]
    public void It_knows_how_many_wait_what_they_expect_and_who_wants_to_know()
    {
        var (silent, watched) = (Call(1), Call(2, new Progress<QueuePosition>()));
        _queue.Add(silent, CallPriority.Normal);
        Known().Should().Be((1, 0, _each));
        _queue.Add(watched, CallPriority.High);
        Known().Should().Be((2, 1, _each + _each));

        _queue.Remove(silent);
        Known().Should().Be((1, 1, _each));
        _queue.Remove(silent);
        Known().Should().Be((1, 1, _each), "it had left already");

        _queue.Remove(watched);
        Known().Should().Be((0, 0, default));
    }

    [Fact]
    public void All_are_told_in_the_order_of_their_going_whatever_their_line()
    {
        var calls = new[] { Call(3), Call(1), Call(2), Call(4) };
        _queue.Add(calls[0], CallPriority.High);
        _queue.Add(calls[1], CallPriority.Low);
        _queue.Add(calls[2], CallPriority.Normal);
        _queue.Add(calls[3], CallPriority.High);

        _queue.All.Select(static call => call.Due).Should().Equal(1, 2, 3, 4);
        _queue.First.Should().BeSameAs(calls[1]);
        _queue.Before(2).Should().Be((2, _each + _each));
        _queue.Before(0).Should().Be((0, default));
    }

    [Fact]
    public void An_empty_one_has_no_first() => _queue.First.Should().BeNull();

    [Fact]
    public void What_many_expected_leaves_no_fraction_when_all_have_left()
    {
        var calls = Enumerable.Range(0, 10).Select(static due => new WaitingCall(AttemptTokens.None, null, new QuotaAmount(0.1, 0.7, 0.3), due)).ToList();
        calls.ForEach(call => _queue.Add(call, CallPriority.Normal));
        calls.ForEach(_queue.Remove);

        _queue.Expected.Should().Be(default(QuotaAmount));
    }

    private static WaitingCall Call(long due, IProgress<QueuePosition>? progress = null) => new(AttemptTokens.None, progress, _each, due);

    private (int Count, int Watchers, QuotaAmount Expected) Known() => (_queue.Count, _queue.Watchers, _queue.Expected);
}
