using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class WaitingCallTests
{
    private readonly WaitingCall _call = new(AttemptTokens.None, null, default, due: 1);

    [Fact]
    public async Task Who_waits_gets_the_leave_and_keeps_it()
    {
        using var pool = new PoolUnderTest(100);
        var lease = await pool.AskAsync();
        var waiting = _call.WaitAsync(static _ => Assert.Fail("It did not leave."), default);

        _call.Grant(lease);

        (await waiting).Should().BeSameAs(lease);
        pool.Status.Running.Should().Be(1);
    }

    [Fact]
    public async Task Who_left_in_the_same_instant_gives_the_leave_back()
    {
        using var pool = new PoolUnderTest(100);
        var lease = await pool.AskAsync();
        using var cancellation = new CancellationTokenSource();
        var left = new List<WaitingCall>();
        var waiting = _call.WaitAsync(left.Add, cancellation.Token);

        await cancellation.CancelAsync();
        _call.Grant(lease);

        (await ((Func<Task>)(() => waiting)).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancellation.Token);
        left.Should().Equal(_call);
        pool.Status.Running.Should().Be(0);
        pool.Status.Left.Requests.Should().Be(98);
    }

    [Fact]
    public async Task Who_waits_for_a_pool_that_is_no_more_is_told_and_does_not_leave()
    {
        var waiting = _call.WaitAsync(static _ => Assert.Fail("It did not leave."), default);

        _call.Fail();

        await ((Func<Task>)(() => waiting)).Should().ThrowAsync<ObjectDisposedException>();
    }
}
