namespace PromptCaching.Testing.Tests;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Time_stands_still_until_it_is_moved()
    {
        var start = _clock.GetUtcNow();
        var stamp = _clock.GetTimestamp();

        _clock.GetUtcNow().Should().Be(start);
        _clock.Advance(TimeSpan.FromSeconds(3));

        _clock.GetUtcNow().Should().Be(start + TimeSpan.FromSeconds(3));
        _clock.GetElapsedTime(stamp).Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Due_timers_fire_in_order_each_at_its_own_time()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var twin = Timer("twin", 1);
        using var future = Timer("future", 9);

        _clock.Advance(TimeSpan.FromSeconds(5));

        fired.Should().Equal(("early", TimeSpan.FromSeconds(1)), ("twin", TimeSpan.FromSeconds(1)), ("late", TimeSpan.FromSeconds(3)));
        _clock.PendingTimers.Should().Be(1);

        ITimer Timer(string name, int seconds) => _clock.CreateTimer(
            _ => fired.Add((name, _clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_periodic_timer_fires_once_a_period()
    {
        var count = 0;
        using var timer = _clock.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(6));

        count.Should().Be(3);
    }

    [Fact]
    public void A_timer_made_by_a_timer_fires_on_the_same_way()
    {
        var fired = false;
        using var outer = _clock.CreateTimer(
            _ => _clock.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(2));

        fired.Should().BeTrue();
    }

    [Fact]
    public void A_disposed_timer_is_silent()
    {
        var fired = false;
        var timer = _clock.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        _clock.AdvanceToNextTimer().Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(2));

        fired.Should().BeFalse();
        timer.Change(TimeSpan.Zero, TimeSpan.Zero).Should().BeFalse();
    }

    [Fact]
    public async Task Time_can_jump_from_timer_to_timer()
    {
        var start = _clock.GetUtcNow();
        var day = Task.Delay(TimeSpan.FromDays(1), _clock);
        var hour = Task.Delay(TimeSpan.FromHours(1), _clock);

        _clock.AdvanceToNextTimer().Should().BeTrue();
        await hour;
        day.IsCompleted.Should().BeFalse();
        _clock.AdvanceToNextTimer().Should().BeTrue();
        await day;

        (_clock.GetUtcNow() - start).Should().Be(TimeSpan.FromDays(1));
        _clock.PendingTimers.Should().Be(0);
    }

    [Fact]
    public void A_cancellation_by_time_needs_no_waiting()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMinutes(1), _clock);

        _clock.Advance(TimeSpan.FromMinutes(1));

        source.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void Time_does_not_run_backwards() =>
        _clock.Invoking(static clock => clock.Advance(TimeSpan.FromTicks(-1))).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public async Task It_moves_until_work_has_ended_and_no_further_than_a_step_beyond()
    {
        var start = _clock.GetUtcNow();
        var work = Task.Run(async () =>
        {
            for (var wait = 0; wait < 5; wait++)
            {
                await Task.Delay(TimeSpan.FromSeconds(10), _clock);
            }
        });

        await _clock.AdvanceUntilAsync(work, TimeSpan.FromSeconds(1));

        work.IsCompletedSuccessfully.Should().BeTrue();
        (_clock.GetUtcNow() - start).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(50));
        var after = _clock.GetUtcNow();
        await _clock.AdvanceUntilAsync(work, TimeSpan.FromSeconds(1));
        _clock.GetUtcNow().Should().Be(after, "there is nothing to wait for");
    }

    [Fact]
    public async Task Work_that_fails_ends_it_and_keeps_its_failure()
    {
        var work = Task.FromException(new IOException());

        await _clock.AdvanceUntilAsync(work, TimeSpan.FromSeconds(1));

        work.Exception!.InnerException.Should().BeOfType<IOException>();
    }

    [Fact]
    public async Task Who_waits_for_what_never_ends_may_leave()
    {
        var never = new TaskCompletionSource().Task;
        using var leaving = new CancellationTokenSource();
        using var timer = _clock.CreateTimer(_ => leaving.Cancel(), null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        await _clock.Invoking(it => it.AdvanceUntilAsync(never, TimeSpan.FromSeconds(1), leaving.Token)).Should().ThrowAsync<OperationCanceledException>();
        await _clock.Invoking(it => it.AdvanceUntilAsync(never, TimeSpan.Zero)).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await _clock.Invoking(static it => it.AdvanceUntilAsync(null!, TimeSpan.FromSeconds(1))).Should().ThrowAsync<ArgumentNullException>();
    }
}
