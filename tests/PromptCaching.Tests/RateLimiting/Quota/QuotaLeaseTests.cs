using System.Threading.RateLimiting;
using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class QuotaLeaseTests
{
    [Fact]
    public void A_refusal_tells_the_time_to_come_back_and_nothing_else()
    {
        using var refused = new QuotaLease(TimeSpan.FromSeconds(7), QuotaRefusal.WaitIsTooLong);

        refused.IsAcquired.Should().BeFalse();
        refused.Refusal.Should().Be(QuotaRefusal.WaitIsTooLong);
        refused.MetadataNames.Should().Equal(MetadataName.RetryAfter.Name);
        refused.TryGetMetadata(MetadataName.RetryAfter.Name, out var wait).Should().BeTrue();
        wait.Should().Be(TimeSpan.FromSeconds(7));
        refused.TryGetMetadata(MetadataName.ReasonPhrase.Name, out var reason).Should().BeFalse();
        reason.Should().BeNull();
        refused.Invoking(static lease => lease.Withdraw()).Should().NotThrow("there is nothing to give back");
    }

    [Fact]
    public async Task A_leave_has_no_time_to_come_back()
    {
        using var pool = new PoolUnderTest(100);
        using var lease = await pool.AskAsync();

        lease.IsAcquired.Should().BeTrue();
        lease.MetadataNames.Should().BeEmpty();
        lease.TryGetMetadata(MetadataName.RetryAfter.Name, out var wait).Should().BeFalse();
        wait.Should().BeNull();
    }

    [Fact]
    public async Task A_leave_that_is_disposed_runs_no_longer_and_its_request_stays_counted()
    {
        using var pool = new PoolUnderTest(100);
        var lease = await pool.AskAsync();
        pool.Status.Running.Should().Be(1);

        lease.Dispose();

        lease.IsOver.Should().BeTrue();
        pool.Status.Should().BeEquivalentTo(new { Running = 0, Left = new QuotaLimits(97, null, null) });
    }

    [Fact]
    public async Task A_leave_that_is_withdrawn_gives_everything_back()
    {
        using var pool = new PoolUnderTest(100);
        pool.Settings = pool.Settings with { Configured = new QuotaLimits(100, 10_000, 10_000) };
        var lease = await pool.AskAsync(input: 500, output: 300);
        pool.Status.Left.Should().Be(new QuotaLimits(97, 9_300, 9_500));

        lease.Withdraw();

        pool.Status.Should().BeEquivalentTo(new { Running = 0, Left = new QuotaLimits(98, 9_800, 9_800) });
        lease.OnItsWay.Should().Be(default(QuotaAmount));
    }

    [Fact]
    public async Task A_leave_knows_how_the_pool_was_when_it_was_given()
    {
        using var pool = new PoolUnderTest(100);
        await pool.AskAsync(input: 500, output: 300);
        pool.Clock.Advance(TimeSpan.FromMilliseconds(100));

        var second = await pool.AskAsync(input: 70, output: 20);

        second.Sent.Should().Be((pool.Clock.GetTimestamp(), new QuotaAmount(2, 570, 300), new QuotaAmount(1, 500, 300)));
        second.Taken.Should().Be(new QuotaAmount(1, 70, 20));
        second.OnItsWay.Should().Be(new QuotaAmount(1, 70, 20));
    }
}
