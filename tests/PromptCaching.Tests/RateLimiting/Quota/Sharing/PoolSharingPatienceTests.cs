using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Testing;

namespace PromptCaching.Tests.RateLimiting.Quota.Sharing;

/// <summary>How long an answer of the shared quota is waited for.</summary>
public sealed class PoolSharingPatienceTests : ISharedQuota
{
    private static readonly QuotaExchange Exchange = new() { Pool = "pool", Process = "process" };
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private readonly ManualTimeProvider _clock = new();
    private readonly TaskCompletionSource<QuotaShare> _answer = new();
    private readonly PoolSharing _sharing;
    private CancellationToken _asked;
    private Exception? _fault;

    public PoolSharingPatienceTests() => _sharing = new PoolSharing(this, "pool", _clock, NullLogger.Instance);

    [Fact]
    public async Task The_first_answer_has_two_seconds_because_a_connection_is_made_for_it()
    {
        var asking = _sharing.AskAsync(Exchange, default);
        _clock.Advance(TimeSpan.FromSeconds(2) - Tick);
        asking.IsCompleted.Should().BeFalse();

        _clock.Advance(Tick);

        (await asking).Fault.Should().BeOfType<TimeoutException>();
        _asked.IsCancellationRequested.Should().BeTrue("nobody waits any more");
    }

    [Fact]
    public async Task Once_it_was_reached_half_a_second_is_enough_also_after_it_was_away()
    {
        _sharing.End(new QuotaShare());
        _sharing.End(null);
        _sharing.End(new QuotaShare());
        var asking = _sharing.AskAsync(Exchange, default);
        _clock.Advance(TimeSpan.FromSeconds(0.5) - Tick);
        asking.IsCompleted.Should().BeFalse();

        _clock.Advance(Tick);

        (await asking).Fault.Should().BeOfType<TimeoutException>();
    }

    [Fact]
    public async Task One_that_was_never_reached_keeps_its_two_seconds()
    {
        _sharing.End(null);
        var asking = _sharing.AskAsync(Exchange, default);

        _clock.Advance(TimeSpan.FromSeconds(2) - Tick);

        asking.IsCompleted.Should().BeFalse();
        _answer.SetResult(new QuotaShare { Processes = 3 });
        (await asking).Share!.Processes.Should().Be(3);
    }

    [Fact]
    public async Task An_answer_is_handed_on()
    {
        var share = new QuotaShare();
        _answer.SetResult(share);

        (await _sharing.AskAsync(Exchange, default)).Should().Be(((QuotaShare?)share, (Exception?)null));
    }

    [Fact]
    public async Task Whatever_fails_is_the_reason_and_is_not_thrown()
    {
        _fault = new IOException("at once");
        (await _sharing.AskAsync(Exchange, default)).Should().Be(((QuotaShare?)null, _fault));

        _fault = null;
        _answer.SetException(new IOException("later"));

        (await _sharing.AskAsync(Exchange, default)).Fault!.Message.Should().Be("later");
        _asked.IsCancellationRequested.Should().BeFalse("there was nothing left to cancel");
    }

    [Fact]
    public async Task A_pool_that_ends_does_not_wait_for_the_answer()
    {
        using var ending = new CancellationTokenSource();
        var asking = _sharing.AskAsync(Exchange, ending.Token);

        await ending.CancelAsync();

        (await asking).Fault.Should().BeAssignableTo<OperationCanceledException>();
        _asked.IsCancellationRequested.Should().BeTrue();
    }

    public ValueTask<QuotaShare> ExchangeAsync(QuotaExchange exchange, CancellationToken cancellationToken)
    {
        _asked = cancellationToken;
        return _fault is null ? new(_answer.Task) : throw _fault;
    }
}
