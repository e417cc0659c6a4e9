using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

/// <summary>The gate that a refusal of the API closes.</summary>
public sealed class QuotaPoolGateTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Bit = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Ten_minutes_are_waited_for_and_more_are_not()
    {
        using var pool = new PoolUnderTest(60);
        var early = await pool.AskAsync();
        pool.Pool.Refused(await pool.AskAsync(), null, 600 * Second);
        var waiting = pool.AskAsync();
        waiting.IsCompleted.Should().BeFalse();

        pool.Pool.Refused(early, null, (600 * Second) + Bit);

        (await waiting).Refusal.Should().Be(QuotaRefusal.WaitIsTooLong);
        (await waiting).Wait().Should().Be((600 * Second) + Bit);
        (await pool.AskAsync()).Refusal.Should().Be(QuotaRefusal.WaitIsTooLong);
        pool.Status.Waiting.Should().Be(0);
    }

    [Fact]
    public async Task Where_the_limiter_is_off_no_gate_holds_anybody_up()
    {
        using var pool = new PoolUnderTest(1);
        var running = await pool.AskAsync();
        var waiting = pool.AskAsync();
        pool.Settings = pool.Settings with { IsOff = true };

        pool.Pool.Refused(running, null, TimeSpan.FromDays(2));

        (await waiting).IsAcquired.Should().BeTrue();
        (await pool.AskAsync()).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task A_shorter_refusal_does_not_open_a_gate_that_is_closed_for_longer()
    {
        using var pool = new PoolUnderTest(60);
        var (first, second) = (await pool.AskAsync(), await pool.AskAsync());

        pool.Pool.Refused(first, null, 10 * Second);
        pool.Pool.Refused(second, null, Second);

        pool.Status.ClosedFor.Should().Be(10 * Second);
        pool.Clock.Advance(7 * Second);
        pool.Status.ClosedFor.Should().Be(3 * Second);
        pool.Clock.Advance(3 * Second);
        pool.Status.ClosedFor.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task At_the_opening_things_begin_to_come_back()
    {
        using var pool = new PoolUnderTest(600);
        pool.Pool.Refused(await pool.AskAsync(), null, 0.3 * Second);
        var waiting = pool.AskAsync();

        pool.Clock.Advance(0.399 * Second);
        pool.Status.Waiting.Should().Be(1);
        pool.Clock.Advance(0.001 * Second);

        (await waiting).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task What_came_back_before_the_refusal_stays_and_nothing_comes_while_the_gate_is_closed()
    {
        using var pool = new PoolUnderTest(60);
        pool.Settings = pool.Settings with { Configured = new QuotaLimits(60, 1_000, null) };
        for (var call = 0; call < 9; call++)
        {
            await pool.AskAsync();
        }

        var refused = await pool.AskAsync(input: 300);
        pool.Clock.Advance(5 * Second);

        pool.Pool.Refused(refused, new ReportedQuota(new(60, 50, 0), new(1_000, 200, 0), null), 20 * Second);

        pool.Status.Left.Requests.Should().BeApproximately(58.8 - 10 + 5 + 1, 1e-6, "a refused attempt took nothing");
        pool.Status.Left.InputTokens.Should().Be(0);
        pool.Clock.Advance(20 * Second);
        pool.Status.Left.Requests.Should().BeApproximately(58.8 - 10 + 5 + 1, 1e-6);
        pool.Clock.Advance(2 * Second);
        pool.Status.Left.Requests.Should().BeApproximately(58.8 - 10 + 5 + 1 + 2, 1e-6);
    }

    [Fact]
    public async Task A_prompt_that_asked_for_more_than_is_left_shows_which_bucket_was_short()
    {
        using var pool = new PoolUnderTest(100);
        pool.Settings = pool.Settings with { Configured = new QuotaLimits(100, 10_000, 10_000) };
        var refused = await pool.AskAsync(input: 5_000, output: 100);

        pool.Pool.Refused(refused, new ReportedQuota(new(100, 50, 0), new(10_000, 4_000, 500), new(10_000, 9_000, 500)), Second);

        pool.Status.Left.Should().Be(new QuotaLimits(98, 0, 9_800));
    }

    [Fact]
    public async Task A_pool_rests_when_nobody_waits_nothing_runs_and_the_gate_is_open()
    {
        using var pool = new PoolUnderTest(60);
        pool.Pool.IsResting.Should().BeTrue();
        var lease = await pool.AskAsync();
        pool.Pool.IsResting.Should().BeFalse("one runs");
        pool.Pool.Refused(lease, null, Second);
        pool.Pool.IsResting.Should().BeFalse("the gate is closed");
        using var cancellation = new CancellationTokenSource();
        var waiting = pool.AskAsync(cancellationToken: cancellation.Token);
        pool.Clock.Advance(Second);
        pool.Pool.IsResting.Should().BeFalse("one waits");

        await cancellation.CancelAsync();
        await ((Func<Task>)(() => waiting)).Should().ThrowAsync<OperationCanceledException>();

        pool.Pool.IsResting.Should().BeTrue();
        pool.Clock.Advance(Second);
        pool.Pool.IsResting.Should().BeTrue();
    }
}
