using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

/// <summary>Who is let into the queue, in which order they go, and what they are told.</summary>
public sealed class QuotaPoolQueueTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Who_has_given_up_already_takes_nothing()
    {
        using var pool = new PoolUnderTest(100);
        var asking = () => pool.AskAsync(cancellationToken: new CancellationToken(canceled: true));

        await asking.Should().ThrowAsync<OperationCanceledException>();

        pool.Status.Should().BeEquivalentTo(new { Running = 0, Waiting = 0, Left = new QuotaLimits(98, null, null) });
    }

    [Fact]
    public async Task As_many_wait_as_may_and_one_more_is_told_when_there_is_enough_for_one()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 60, queue: 2);
        var waiting = new[] { pool.AskAsync(), pool.AskAsync() };

        var refused = await pool.AskAsync();

        waiting.Should().OnlyContain(static call => !call.IsCompleted);
        refused.Refusal.Should().Be(QuotaRefusal.QueueIsFull);
        refused.Wait().Should().Be(Second);
    }

    [Fact]
    public async Task One_more_than_may_wait_behind_a_closed_gate_comes_back_after_its_opening()
    {
        using var pool = new PoolUnderTest(60, queue: 0);
        pool.Pool.Refused(await pool.AskAsync(), null, 5 * Second);

        (await pool.AskAsync()).Wait().Should().Be(6 * Second);
    }

    [Fact]
    public async Task Whoever_would_wait_just_as_long_as_allowed_waits_and_the_next_does_not()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 60);
        pool.Settings = pool.Settings with { LongestWait = 3 * Second };
        var waiting = new[] { pool.AskAsync(), pool.AskAsync(), pool.AskAsync() };

        var refused = await pool.AskAsync();

        waiting.Should().OnlyContain(static call => !call.IsCompleted);
        refused.Refusal.Should().Be(QuotaRefusal.WaitIsTooLong);
        refused.Wait().Should().Be(4 * Second);
        pool.Status.Waiting.Should().Be(3);
    }

    [Fact]
    public async Task Nobody_is_refused_for_a_wait_by_limits_that_are_only_guessed()
    {
        using var pool = new PoolUnderTest(50);
        pool.Settings = pool.Settings with { Configured = default, LongestWait = Second / 2 };
        var lease = await pool.AskAsync();
        pool.Pool.Refused(lease, null, TimeSpan.Zero);
        var waiting = pool.AskAsync();
        waiting.IsCompleted.Should().BeFalse();

        pool.Pool.Answer(lease, new ReportedQuota(new ReportedBucket(50, 0, 0), null, null), isSuccess: false, isRefused: true);

        (await pool.AskAsync()).Refusal.Should().Be(QuotaRefusal.WaitIsTooLong, "now the limit is known");
        waiting.IsCompleted.Should().BeFalse("it was let in");
    }

    [Fact]
    public async Task A_wait_is_rounded_up_to_a_millisecond()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 7);
        pool.Settings = pool.Settings with { LongestWait = Second };

        (await pool.AskAsync()).Wait().Should().Be(TimeSpan.FromMilliseconds(8_572));
    }

    [Fact]
    public async Task A_wait_of_ages_has_an_end_that_can_be_told()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 1);
        pool.Settings = pool.Settings with { Configured = new QuotaLimits(1, 1, null), LongestWait = Second };

        (await pool.AskAsync(input: 1e18)).Wait().Should().BeCloseTo(TimeSpan.MaxValue / 2, TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task Who_waits_goes_as_soon_as_there_is_enough_and_not_before()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 120);
        var waiting = pool.AskAsync();

        pool.Clock.Advance(TimeSpan.FromMilliseconds(499));
        pool.Status.Waiting.Should().Be(1);
        pool.Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await waiting).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task All_for_whom_there_is_enough_go_together()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 1);
        var waiting = Enumerable.Range(0, 3).Select(_ => pool.AskAsync()).ToArray();

        pool.Settings = pool.Settings with { IsOff = true };
        pool.Clock.Advance(Second);

        (await Task.WhenAll(waiting)).Should().OnlyContain(static lease => lease.IsAcquired);
        pool.Status.Should().BeEquivalentTo(new { Running = 3, Waiting = 0 });
    }

    [Theory]
    [InlineData(CallPriority.Normal, CallPriority.High, 59, true)]
    [InlineData(CallPriority.Normal, CallPriority.High, 61, false)]
    [InlineData(CallPriority.Low, CallPriority.Normal, 59, true)]
    [InlineData(CallPriority.Low, CallPriority.Normal, 61, false)]
    [InlineData(CallPriority.Low, CallPriority.High, 119, true)]
    [InlineData(CallPriority.Low, CallPriority.High, 121, false)]
    public async Task A_step_of_priority_is_worth_a_minute(CallPriority first, CallPriority then, int secondsLater, bool isOvertaken)
    {
        using var pool = new PoolUnderTest(60);
        pool.Pool.Refused(await pool.AskAsync(), null, 300 * Second);
        var early = pool.AskAsync(first);
        pool.Clock.Advance(secondsLater * Second);
        var late = pool.AskAsync(then);

        pool.Clock.Advance((301 - secondsLater) * Second);

        (await (isOvertaken ? late : early)).IsAcquired.Should().BeTrue();
        (isOvertaken ? early : late).IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Whoever_leaves_makes_room_at_once_for_those_behind()
    {
        using var pool = new PoolUnderTest(1_000);
        pool.Settings = pool.Settings with { Configured = new QuotaLimits(1_000, 1_000, null) };
        await pool.AskAsync(input: 970);
        using var cancellation = new CancellationTokenSource();
        var large = pool.Pool.AcquireAsync(new AttemptTokens(null, 500, 0), CallPriority.Normal, null, cancellation.Token).AsTask();
        var small = pool.AskAsync(input: 5);
        small.IsCompleted.Should().BeFalse("nobody overtakes");

        await cancellation.CancelAsync();

        await ((Func<Task>)(() => large)).Should().ThrowAsync<OperationCanceledException>();
        (await small).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task Who_wants_to_know_is_told_at_the_beginning_and_then_once_a_second()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 600);
        var told = new List<QueuePosition>();
        var ahead = Enumerable.Range(0, 15).Select(_ => pool.AskAsync()).ToArray();
        _ = pool.AskAsync(progress: new Told(told));
        var beginning = told.Count;
        told.Should().OnlyContain(static one => one == new QueuePosition(16, TimeSpan.FromMilliseconds(1_600)));

        pool.Clock.Advance(TimeSpan.FromMilliseconds(950));
        told.Should().HaveCount(beginning);
        pool.Clock.Advance(TimeSpan.FromMilliseconds(60));

        told.Should().HaveCount(beginning + 1);
        told[^1].Position.Should().Be(6);
        told[^1].ExpectedWait.Should().BeCloseTo(TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(10));
        await ahead[9];
    }

    [Fact]
    public async Task Whoever_comes_a_moment_after_others_were_told_is_told_at_once_too()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 60);
        var told = new List<QueuePosition>();
        _ = pool.AskAsync(progress: new Told([]));

        _ = pool.AskAsync(progress: new Told(told));

        told.Should().Equal(new QueuePosition(2, 2 * Second));
    }

    [Fact]
    public async Task Just_so_many_as_may_run_at_one_time_do()
    {
        using var pool = new PoolUnderTest(1_000);
        pool.Settings = pool.Settings with { MaxConcurrency = 2 };

        (await pool.AskAsync()).IsAcquired.Should().BeTrue();
        (await pool.AskAsync()).IsAcquired.Should().BeTrue();

        pool.AskAsync().IsCompleted.Should().BeFalse();
    }

    private sealed class Told(List<QueuePosition> positions) : IProgress<QueuePosition>
    {
        public void Report(QueuePosition value) => positions.Add(value);
    }
}
