using PromptCaching.RateLimiting;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class QuotaPoolEndTests
{
    [Fact]
    public void Before_the_first_call_the_limits_are_known_and_no_timer_runs()
    {
        using var pool = new PoolUnderTest(60);

        pool.Pool.Limits.Should().Be(new QuotaLimits(60, null, null));
        pool.Pool.Waiting.Should().Be(0);
        pool.Clock.PendingTimers.Should().Be(0);
    }

    [Fact]
    public async Task A_pool_that_has_ended_lets_nobody_in_and_has_nobody_waiting()
    {
        var pool = await PoolUnderTest.EmptyAsync(requests: 1);
        var waiting = new[] { pool.AskAsync(), pool.AskAsync() };
        pool.Clock.PendingTimers.Should().Be(1);

        pool.Dispose();

        pool.Pool.Waiting.Should().Be(0);
        pool.Clock.PendingTimers.Should().Be(0);
        foreach (var call in waiting)
        {
            await ((Func<Task>)(() => call)).Should().ThrowAsync<ObjectDisposedException>();
        }

        var late = () => pool.AskAsync();
        await late.Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public void A_pool_may_be_ended_twice()
    {
        var pool = new PoolUnderTest(60);
        pool.Dispose();

        pool.Invoking(static it => it.Dispose()).Should().NotThrow();
    }

    [Fact]
    public async Task What_ends_after_the_pool_harms_nobody()
    {
        var pool = new PoolUnderTest(60);
        var lease = await pool.AskAsync();
        pool.Dispose();

        lease.Dispose();

        pool.Status.Running.Should().Be(0);
    }

    [Fact]
    public async Task What_comes_back_is_counted_once_however_often_one_looks()
    {
        using var pool = await PoolUnderTest.EmptyAsync(requests: 60);

        for (var look = 1; look <= 8; look++)
        {
            pool.Clock.Advance(TimeSpan.FromSeconds(1));
            pool.Status.Left.Requests.Should().BeApproximately(look, 1e-6);
            pool.Status.Left.Requests.Should().BeApproximately(look, 1e-6);
        }
    }

    [Fact]
    public async Task What_is_left_is_never_told_to_be_less_than_nothing()
    {
        using var pool = new PoolUnderTest(100);
        pool.Settings = pool.Settings with { Configured = new QuotaLimits(100, 100, 100) };

        await pool.AskAsync(input: 500, output: 500);

        pool.Status.Left.Should().Be(new QuotaLimits(97, 0, 0));
    }
}
