using PromptCaching.Storage;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Storage;

public sealed class StoreBreakerTests
{
    private static readonly TimeSpan _tick = TimeSpan.FromTicks(1);
    private readonly ManualTimeProvider _clock = new();
    private readonly StoreBreaker _breaker;

    public StoreBreakerTests() => _breaker = new StoreBreaker(_clock);

    [Fact]
    public void The_fifth_failure_in_a_row_opens_it_and_says_so_once()
    {
        Changes(4).Should().AllBeEquivalentTo(StoreBreaker.Change.None);
        _breaker.TryEnter().Should().BeTrue();
        _breaker.Failed().Should().Be(StoreBreaker.Change.Opened);
        _breaker.IsOpen.Should().BeTrue();
        _breaker.TryEnter().Should().BeFalse();
        _breaker.Failed().Should().Be(StoreBreaker.Change.None);
    }

    [Fact]
    public void One_at_a_time_is_let_in_when_the_wait_is_over_and_its_answer_closes_it()
    {
        Changes(5);
        Wait(5);

        _breaker.TryEnter().Should().BeTrue();
        _breaker.TryEnter().Should().BeFalse("one is asking");
        _breaker.Succeeded().Should().Be(StoreBreaker.Change.Closed);
        (_breaker.IsOpen, _breaker.TryEnter()).Should().Be((false, true));
        _breaker.Succeeded().Should().Be(StoreBreaker.Change.None);
        Changes(4).Should().AllBeEquivalentTo(StoreBreaker.Change.None, "the count begins anew");
        _breaker.Failed().Should().Be(StoreBreaker.Change.Opened);
        Wait(5);
        _breaker.TryEnter().Should().BeTrue("the waits begin anew, too");
    }

    [Fact]
    public void Each_probe_that_fails_doubles_the_wait_up_to_a_minute()
    {
        Changes(5);
        foreach (var seconds in (int[])[5, 10, 20, 40, 60, 60])
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds) - _tick);
            _breaker.TryEnter().Should().BeFalse();
            _clock.Advance(_tick);
            _breaker.TryEnter().Should().BeTrue();
            _breaker.Failed().Should().Be(StoreBreaker.Change.None);
        }
    }

    [Fact]
    public void A_prober_who_leaves_makes_room_for_the_next()
    {
        Changes(5);
        Wait(5);
        _breaker.TryEnter().Should().BeTrue();

        _breaker.Left();

        _breaker.TryEnter().Should().BeTrue();
    }

    [Fact]
    public void An_answer_from_before_says_nothing_about_now()
    {
        Changes(5);

        _breaker.Succeeded().Should().Be(StoreBreaker.Change.None);
        _breaker.IsOpen.Should().BeTrue();
    }

    [Fact]
    public void An_answer_in_between_begins_the_count_anew()
    {
        Changes(4);
        _breaker.Succeeded().Should().Be(StoreBreaker.Change.None);
        Changes(4).Should().AllBeEquivalentTo(StoreBreaker.Change.None);
    }

    private List<StoreBreaker.Change> Changes(int failures) => [.. Enumerable.Range(0, failures).Select(_ => _breaker.Failed())];

    private void Wait(int seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
