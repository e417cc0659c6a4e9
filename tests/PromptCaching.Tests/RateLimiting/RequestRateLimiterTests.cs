using System.Threading.RateLimiting;
using PromptCaching.RateLimiting;
using PromptCaching.Testing;

namespace PromptCaching.Tests.RateLimiting;

public sealed class RequestRateLimiterTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly RateLimitingOptions _options = new() { RequestsPerMinute = 60, QueueLimit = 3 };
    private readonly RequestRateLimiter _limiter;

    public RequestRateLimiterTests() => _limiter = new RequestRateLimiter(new RequestRate(() => _options), _clock);

    public void Dispose() => _limiter.Dispose();

    [Fact]
    public void A_full_bucket_lets_a_minute_s_worth_leave_at_once()
    {
        Take(60);

        _limiter.AttemptAcquire().IsAcquired.Should().BeFalse();
    }

    [Fact]
    public void The_bucket_refills_continuously()
    {
        Take(60);

        _clock.Advance(TimeSpan.FromSeconds(1));

        _limiter.AttemptAcquire().IsAcquired.Should().BeTrue();
        _limiter.AttemptAcquire().IsAcquired.Should().BeFalse();
    }

    [Fact]
    public async Task Who_waits_is_served_first_come_first_served()
    {
        Take(60);
        var first = _limiter.AcquireAsync().AsTask();
        var second = _limiter.AcquireAsync().AsTask();

        _clock.Advance(TimeSpan.FromSeconds(1));
        (await first).IsAcquired.Should().BeTrue();
        second.IsCompleted.Should().BeFalse();

        _clock.Advance(TimeSpan.FromSeconds(1));
        (await second).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task A_full_queue_refuses_with_the_time_to_come_back()
    {
        Take(60);
        var waiting = Enumerable.Range(0, 3).Select(_ => _limiter.AcquireAsync().AsTask()).ToArray();

        var refused = await _limiter.AcquireAsync();

        refused.IsAcquired.Should().BeFalse();
        refused.TryGetMetadata(MetadataName.RetryAfter, out var wait).Should().BeTrue();
        wait.Should().Be(TimeSpan.FromSeconds(4));
        waiting.Should().OnlyContain(task => !task.IsCompleted);
    }

    [Fact]
    public async Task Who_leaves_the_queue_makes_room()
    {
        Take(60);
        using var leaving = new CancellationTokenSource();
        var impatient = _limiter.AcquireAsync(1, leaving.Token).AsTask();
        var patient = _limiter.AcquireAsync().AsTask();

        await leaving.CancelAsync();
        await ((Func<Task>)(() => impatient)).Should().ThrowAsync<OperationCanceledException>();
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await patient).IsAcquired.Should().BeTrue();
        _limiter.GetStatistics()!.CurrentQueuedCount.Should().Be(0);
    }

    [Fact]
    public async Task Over_an_hour_exactly_the_rate_leaves()
    {
        _options.QueueLimit = 10_000;
        var leases = Enumerable.Range(0, 5000).Select(_ => _limiter.AcquireAsync().AsTask()).ToArray();
        var end = _clock.GetUtcNow() + TimeSpan.FromHours(1);
        while (_clock.GetUtcNow() < end)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        _limiter.GetStatistics()!.TotalSuccessfulLeases.Should().Be(60 + 3600);
        _limiter.GetStatistics()!.CurrentQueuedCount.Should().Be(5000 - 3660);
        await Task.WhenAll(leases.Take(3660));
    }

    [Fact]
    public async Task Disposal_ends_every_wait()
    {
        Take(60);
        var waiting = _limiter.AcquireAsync().AsTask();

        _limiter.Dispose();

        await ((Func<Task>)(() => waiting)).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_changed_limit_reaches_those_who_wait_already(bool isSwitchedOff)
    {
        _options.RequestsPerMinute = 1;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Take(1);
        var waiting = _limiter.AcquireAsync().AsTask();

        _options.RequestsPerMinute = isSwitchedOff ? 1 : 6000;
        _options.Enabled = !isSwitchedOff;
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await waiting).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public void A_changed_rate_holds_from_now_on()
    {
        Take(60);
        _options.RequestsPerMinute = 600;

        _clock.Advance(TimeSpan.FromSeconds(1));

        Take(10);
        _limiter.AttemptAcquire().IsAcquired.Should().BeFalse();
    }

    private void Take(int count)
    {
        for (var taken = 0; taken < count; taken++)
        {
            _limiter.AttemptAcquire().IsAcquired.Should().BeTrue();
        }
    }
}
