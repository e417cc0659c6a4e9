using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class QuotaPoolTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Who_comes_first_goes_first()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 60);
        var calls = Enumerable.Range(0, 3).Select(_ => pool.AskAsync()).ToArray();

        pool.Clock.Advance(Second);
        await calls[0];
        calls[1].IsCompleted.Should().BeFalse();
        pool.Clock.Advance(Second);
        await calls[1];
        calls[2].IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task The_urgent_go_before_the_normal_and_nobody_waits_for_ever()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 60);
        var low = pool.AskAsync(CallPriority.Low);
        var normal = pool.AskAsync();
        var high = pool.AskAsync(CallPriority.High);

        pool.Clock.Advance(Second);
        await high;
        pool.Clock.Advance(Second);
        await normal;

        // From a minute later on, normal calls go behind the low one.
        pool.Settings = pool.Settings with { Configured = new QuotaLimits(1, null, null) };
        pool.Clock.Advance(PoolSettings.HeadStart);
        await low;
    }

    [Fact]
    public async Task An_onlooker_is_told_who_waits_what_is_left_and_how_long_the_gate_is_closed()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 60);
        _ = pool.AskAsync();
        var empty = pool.Pool.StatusAs("Messages opus-5");
        pool.Clock.Advance(TimeSpan.FromSeconds(11));
        var later = pool.Pool.StatusAs("Messages opus-5");

        empty.Should().BeEquivalentTo(new
        {
            Pool = "Messages opus-5", Waiting = 1, Limits = new QuotaLimits(60, null, null), ClosedFor = TimeSpan.Zero,
        });
        empty.Left.Requests.Should().BeInRange(0, 0.99);
        empty.Left.InputTokens.Should().BeNull("nobody knows its limit");
        later.Waiting.Should().Be(0);
        later.Left.Requests.Should().BeApproximately(10, 1);
        later.Running.Should().Be(empty.Running + 1);
    }

    [Fact]
    public async Task A_full_queue_refuses_and_says_when_to_come_back()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 60, queue: 1);
        _ = pool.AskAsync();

        var refused = await pool.AskAsync();

        refused.IsAcquired.Should().BeFalse();
        refused.TryGetMetadata(System.Threading.RateLimiting.MetadataName.RetryAfter, out var wait).Should().BeTrue();
        wait.Should().BePositive();
    }

    [Fact]
    public async Task Who_leaves_the_queue_does_not_hold_up_the_others()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 60);
        using var cancellation = new CancellationTokenSource();
        var leaving = pool.AskAsync(cancellationToken: cancellation.Token);
        var staying = pool.AskAsync();

        await cancellation.CancelAsync();
        await ((Func<Task>)(() => leaving)).Should().ThrowAsync<OperationCanceledException>();
        pool.Clock.Advance(Second);

        (await staying).IsAcquired.Should().BeTrue();
        pool.Pool.Waiting.Should().Be(0);
    }

    [Fact]
    public async Task A_waiting_call_is_told_its_position_and_its_wait()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 60);
        var told = new Told();
        _ = pool.AskAsync();
        _ = pool.AskAsync(progress: told);

        told.Positions[^1].Should().Be(new QueuePosition(2, 2 * Second));
        pool.Clock.Advance(Second);
        told.Positions[^1].Should().Be(new QueuePosition(1, Second));
    }

    [Fact]
    public async Task Only_so_many_run_at_one_time()
    {
        using var pool = new PoolUnderTest(1000);
        pool.Settings = pool.Settings with { MaxConcurrency = 1 };
        var first = await pool.AskAsync();
        var second = pool.AskAsync();
        pool.Clock.Advance(10 * Second);
        second.IsCompleted.Should().BeFalse();

        first.Dispose();

        (await second).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task What_is_expected_is_taken_and_what_was_taken_too_much_comes_back()
    {
        using var pool = new PoolUnderTest(1000);
        pool.Settings = pool.Settings with { Configured = new QuotaLimits(1000, 10_000, null) };
        var first = await pool.AskAsync(input: 9_000);
        var second = pool.AskAsync(input: 5_000);
        second.IsCompleted.Should().BeFalse();

        pool.Pool.SettleInput(first, Answers.Usage(input: 1_000, output: 1));

        (await second).IsAcquired.Should().BeTrue("the first took a thousand, and the second is now expected to take less too");
    }

    [Fact]
    public async Task Output_is_held_for_what_answers_come_to_and_not_for_what_they_may()
    {
        using var pool = new PoolUnderTest(1000);
        pool.Settings = pool.Settings with { Configured = new QuotaLimits(1000, null, 10_000) };

        for (var call = 0; call < 9; call++)
        {
            (await pool.AskAsync(input: 10, output: 100_000)).IsAcquired.Should().BeTrue();
        }

        pool.AskAsync(input: 10, output: 100_000).IsCompleted.Should().BeFalse();
        pool.AskAsync(input: 10, output: 0).IsCompleted.Should().BeFalse("nobody overtakes");
    }

    [Fact]
    public async Task An_answer_that_runs_on_takes_what_it_writes()
    {
        using var pool = new PoolUnderTest(1000);
        pool.Settings = pool.Settings with { Configured = new QuotaLimits(1000, null, 2_000) };
        await pool.AskAsync(input: 10, output: 100_000);

        pool.Clock.Advance(60 * Second);

        pool.AskAsync(input: 10, output: 1_000).IsCompleted.Should().BeFalse("about 4,500 tokens are written by now, and 2,000 came back");
    }

    [Fact]
    public async Task The_headers_of_other_processes_traffic_are_believed()
    {
        using var pool = new PoolUnderTest(1000, queue: 0);
        var lease = await pool.AskAsync();

        pool.Pool.Answer(lease, new ReportedQuota(new ReportedBucket(1000, 20, 0), null, null), isSuccess: true, isRefused: false);

        (await pool.AskAsync()).IsAcquired.Should().BeFalse("twenty are left, which is the headroom");
    }

    [Fact]
    public async Task Answers_that_were_on_their_way_for_long_do_not_bring_back_what_is_gone()
    {
        using var pool = new PoolUnderTest(1000, queue: 0);
        var early = await pool.AskAsync();
        for (var call = 0; call < 979; call++)
        {
            (await pool.AskAsync()).IsAcquired.Should().BeTrue();
        }

        pool.Pool.Answer(early, new ReportedQuota(new ReportedBucket(1000, 999, 0), null, null), isSuccess: true, isRefused: false);
        pool.Clock.Advance(TimeSpan.FromMilliseconds(59));

        (await pool.AskAsync()).IsAcquired.Should().BeFalse();
    }

    [Fact]
    public async Task A_refused_attempt_took_nothing_and_closes_the_gate()
    {
        using var pool = new PoolUnderTest(6000);
        pool.Pool.Refused(await pool.AskAsync(), null, 5 * Second);
        var waiting = pool.AskAsync();

        pool.Clock.Advance(5 * Second);
        waiting.IsCompleted.Should().BeFalse("at the opening nothing has come back yet");
        pool.Clock.Advance(TimeSpan.FromMilliseconds(10));

        (await waiting).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task A_gate_that_is_closed_for_days_is_not_waited_for()
    {
        using var pool = new PoolUnderTest(6000);
        var early = await pool.AskAsync();
        pool.Pool.Refused(await pool.AskAsync(), null, TimeSpan.FromDays(2));

        var refused = await pool.AskAsync();

        refused.IsAcquired.Should().BeFalse();
        refused.TryGetMetadata(System.Threading.RateLimiting.MetadataName.RetryAfter, out var wait).Should().BeTrue();
        wait.Should().Be(TimeSpan.FromDays(2) + TimeSpan.FromMilliseconds(10));
        early.Dispose();
    }

    [Fact]
    public async Task Who_waits_already_is_let_go_when_the_gate_closes_for_days()
    {
        using var pool = new PoolUnderTest(1, queue: 10);
        var running = await pool.AskAsync();
        var waiting = pool.AskAsync();

        pool.Pool.Refused(running, null, TimeSpan.FromDays(2));

        (await waiting).IsAcquired.Should().BeFalse();
    }

    [Fact]
    public async Task An_urgent_call_does_not_count_those_that_it_goes_before()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 60);
        pool.Settings = pool.Settings with { LongestWait = 5 * Second };
        for (var call = 0; call < 5; call++)
        {
            _ = pool.AskAsync(CallPriority.Low);
        }

        var urgent = pool.AskAsync(CallPriority.High);

        urgent.IsCompleted.Should().BeFalse("it waits and was not refused");
        pool.Clock.Advance(Second);
        (await urgent).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task An_answer_that_nobody_reads_or_gives_up_is_over_after_an_hour()
    {
        using var pool = new PoolUnderTest(1000);
        pool.Settings = pool.Settings with { MaxConcurrency = 1 };
        await pool.AskAsync();
        var waiting = pool.AskAsync();

        pool.Clock.Advance(PoolSettings.LongestAnswer + (2 * Second));

        (await waiting).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task Limits_may_be_switched_off_while_calls_wait()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 1);
        var waiting = pool.AskAsync();

        pool.Settings = pool.Settings with { IsOff = true };
        pool.Clock.Advance(Second);

        (await waiting).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task A_pool_that_is_disposed_lets_nobody_wait()
    {
        var pool = await PoolUnderTest.EmptyAsync(requests: 1);
        var waiting = pool.AskAsync();

        pool.Dispose();

        await ((Func<Task>)(() => waiting)).Should().ThrowAsync<ObjectDisposedException>();
    }

    private sealed class Told : IProgress<QueuePosition>
    {
        public List<QueuePosition> Positions { get; } = [];

        public void Report(QueuePosition value) => Positions.Add(value);
    }
}
