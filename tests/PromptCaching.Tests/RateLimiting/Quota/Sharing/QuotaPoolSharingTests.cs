using PromptCaching.RateLimiting.Quota;
using PromptCaching.Testing;

namespace PromptCaching.Tests.RateLimiting.Quota.Sharing;

public sealed class QuotaPoolSharingTests
{
    private const double PerMinute = 6_000;
    private const int PerSecond = 100;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _clock = new();
    private readonly SharedLevels _levels;

    public QuotaPoolSharingTests() => _levels = new SharedLevels(_clock, PerMinute);

    [Fact]
    public void What_all_have_begins_empty_and_comes_by_time()
    {
        using var pool = NewPool();
        pool.Ask(10 * PerSecond);

        pool.Granted.Should().Be(0);
        Pass(5 * Second);

        pool.Granted.Should().BeInRange(4 * PerSecond, 5 * PerSecond);
    }

    [Fact]
    public void Two_processes_together_get_no_more_than_there_is()
    {
        using var one = NewPool();
        using var other = NewPool();
        one.Ask(10 * PerSecond);
        other.Ask(10 * PerSecond);

        Pass(10 * Second);

        (one.Granted + other.Granted).Should().BeInRange(9 * PerSecond, 10 * PerSecond);
    }

    [Fact]
    public void A_busy_process_does_not_ask_for_each_call()
    {
        _levels.Level = PerMinute;
        using var pool = NewPool();
        for (var call = 0; call < 1_000; call++)
        {
            pool.Ask(1);
            _clock.Advance(TimeSpan.FromMilliseconds(12));
        }

        pool.Granted.Should().Be(1_000);
        _levels.Exchanges.Count.Should().BeLessThan(50);
    }

    [Fact]
    public async Task Who_waits_is_served_in_order_and_the_urgent_before_the_others()
    {
        using var pool = new SharingPool(new SharedLevels(_clock, 60), _clock, 60);
        var (first, second, urgent) = (pool.AskAsync(), pool.AskAsync(), pool.AskAsync(CallPriority.High));

        foreach (var next in new[] { urgent, first, second })
        {
            var before = pool.Granted;
            Pass(1.2 * Second);
            pool.Granted.Should().Be(before + 1);
            (await next).IsAcquired.Should().BeTrue();
        }
    }

    [Fact]
    public async Task Who_leaves_the_queue_holds_up_nobody()
    {
        using var pool = NewPool();
        using var leaving = new CancellationTokenSource();
        var gone = pool.AskAsync(cancellationToken: leaving.Token);
        var staying = pool.AskAsync();

        await leaving.CancelAsync();
        Pass(Second);

        await ((Func<Task>)(() => gone)).Should().ThrowAsync<OperationCanceledException>();
        (await staying).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task What_is_not_used_for_some_seconds_goes_back()
    {
        _levels.Level = 1_000;
        using var pool = NewPool();
        (await pool.AskAsync()).Dispose();
        _levels.Level.Should().BeLessThan(999);

        Pass(5 * Second);

        (_levels.Level + Math.Min(0, _levels.Exchanges[^1].Most.Requests)).Should().BeInRange(1_000, 1_000 + (5 * PerSecond));
        _levels.Exchanges.Sum(static exchange => exchange.Returned.Requests).Should().BeGreaterThan(0);
        var quiet = _levels.Exchanges.Count;
        Pass(60 * Second);
        _levels.Exchanges.Count.Should().Be(quiet, "who does nothing says nothing");
    }

    [Fact]
    public void Away_each_process_goes_on_with_its_share_and_says_so_once()
    {
        _levels.Processes = 4;
        using var pool = NewPool();
        pool.Ask(20 * PerSecond);
        Pass(2 * Second);
        _levels.IsAway = true;
        Pass(2 * Second);
        var before = pool.Granted;

        Pass(20 * Second);

        (pool.Granted - before).Should().BeCloseTo(20 * PerSecond / 4, 10);
        pool.Told.Should().ContainSingle().Which.Should().StartWith("Warning").And.Contain("1 in 4").And.Contain("away");
    }

    [Fact]
    public async Task A_shared_quota_that_does_not_answer_counts_as_away()
    {
        using var pool = NewPool();
        _levels.IsSilent = true;
        pool.Ask(10 * PerSecond);

        Pass(3 * Second);
        while (pool.Told.Count == 0)
        {
            // A wait that ran out is told on a thread of the pool.
            await Task.Yield();
        }

        var before = pool.Granted;
        Pass(5 * Second);

        (pool.Granted - before).Should().BeCloseTo(5 * PerSecond, 3);
    }

    [Fact]
    public void Back_again_it_grants_and_what_was_spent_meanwhile_is_not_granted_twice()
    {
        using var pool = NewPool();
        pool.Ask(40 * PerSecond);
        Pass(2 * Second);
        _levels.IsAway = true;
        Pass(10 * Second);
        _levels.IsAway = false;
        Pass(10 * Second);

        pool.Granted.Should().BeInRange(20 * PerSecond, 22 * PerSecond);
        pool.Told.Should().HaveCount(2);
        pool.Told[1].Should().StartWith("Information");
    }

    [Fact]
    public async Task A_refusal_of_one_closes_the_gate_for_all()
    {
        _levels.Level = 1_000;
        using var one = NewPool();
        using var other = NewPool();
        var refused = await one.AskAsync();

        one.Pool.Refused(refused, null, 5 * Second);
        var waiting = other.AskAsync();
        Pass(4.9 * Second);

        other.Granted.Should().Be(0);
        _levels.Level.Should().BeLessThanOrEqualTo(0);
        Pass(Second);
        (await waiting).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task What_the_API_tells_lowers_what_all_have_and_never_raises_it()
    {
        _levels.Level = 5_000;
        using var pool = NewPool();
        var lease = await pool.AskAsync();

        pool.Pool.Answer(lease, new ReportedQuota(new ReportedBucket(PerMinute, 500, 0), null, null), isSuccess: true, isRefused: false);
        Pass(Second);
        _levels.Level.Should().BeInRange(300, 500);

        pool.Pool.Answer(lease, new ReportedQuota(new ReportedBucket(PerMinute, 5_900, 0), null, null), isSuccess: true, isRefused: false);
        Pass(Second);
        _levels.Level.Should().BeLessThan(700);
    }

    [Fact]
    public async Task A_queue_of_nobody_still_lets_a_call_ask()
    {
        _levels.Level = 10;
        using var pool = new SharingPool(_levels, _clock, PerMinute, queue: 0);

        (await pool.AskAsync()).IsAcquired.Should().BeTrue();
    }

    private SharingPool NewPool() => new(_levels, _clock, PerMinute);

    private void Pass(TimeSpan time)
    {
        for (var end = _clock.GetUtcNow() + time; _clock.GetUtcNow() < end;)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }
    }
}
