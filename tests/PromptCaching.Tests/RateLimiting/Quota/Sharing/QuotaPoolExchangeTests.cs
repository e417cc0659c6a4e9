using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.RateLimiting.Quota.Sharing;

/// <summary>What a pool of 60 requests a minute says to the quota that it shares, and when.</summary>
public sealed class QuotaPoolExchangeTests : ISharedQuota, IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _clock = new();
    private readonly List<QuotaExchange> _said = [];
    private readonly RecordingLoggers _log = new();
    private readonly QuotaPool _pool;
    private PoolSettings _settings = new() { Configured = new QuotaLimits(60, null, null), QueueLimit = 10 };
    private Func<ValueTask<QuotaShare>> _answer = static () => new(new QuotaShare());
    private CancellationToken _asked;

    public QuotaPoolExchangeTests() => _pool = new QuotaPool(() => _settings, _clock, new PoolSharing(this, "pool", _clock, _log));

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task A_call_asks_at_once_and_goes_with_what_is_granted()
    {
        _answer = static () => new(new QuotaShare { Granted = new QuotaAmount(3, 0, 0) });

        (await AskAsync()).IsAcquired.Should().BeTrue();

        _said.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Limits = new QuotaLimits(60, null, null), IsGuess = false, Least = new QuotaAmount(1, 0, 0), Most = new QuotaAmount(1.5, 0, 0),
        });
        _pool.StatusAs("").Left.Requests.Should().Be(2);
    }

    [Fact]
    public async Task Nothing_is_there_before_it_is_granted()
    {
        _answer = static () => new(new QuotaShare { AskAgainIn = 2 * Second });
        var waiting = AskAsync();
        Pass(5 * Second);
        waiting.IsCompleted.Should().BeFalse();

        _answer = static () => new(new QuotaShare { Granted = new QuotaAmount(1, 0, 0) });
        Pass(Second);

        (await waiting).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public void A_limit_that_is_a_guess_is_said_to_be_one()
    {
        _settings = _settings with { Configured = default };

        _ = AskAsync();

        _said.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Limits = new QuotaLimits(50, null, null), IsGuess = true });
    }

    [Fact]
    public async Task Where_the_limiter_is_off_nothing_is_said()
    {
        _settings = _settings with { IsOff = true };

        (await AskAsync()).IsAcquired.Should().BeTrue();
        Pass(5 * Second);

        _said.Should().BeEmpty();
    }

    [Fact]
    public async Task A_process_whose_call_runs_says_once_a_second_that_it_lives()
    {
        _answer = static () => new(new QuotaShare { Granted = new QuotaAmount(1, 0, 0) });
        var running = await AskAsync();
        _answer = static () => new(new QuotaShare());
        Pass(4 * Second);
        var before = _said.Count;

        Pass(5 * Second);
        _said.Should().HaveCount(before + 5);
        running.Dispose();
        Pass(5 * Second);

        _said.Should().HaveCount(before + 5);
    }

    [Fact]
    public async Task What_calls_used_is_asked_for_again_before_the_next_one_comes()
    {
        _settings = _settings with { Configured = new QuotaLimits(6_000, null, null) };
        _answer = static () => new(new QuotaShare { Granted = new QuotaAmount(1, 0, 0) });
        var lease = await AskAsync();
        _clock.Advance(0.5 * Second);
        _said.Should().ContainSingle();

        lease.Dispose();

        _said.Should().HaveCount(2);
        _said[^1].Should().BeEquivalentTo(new { Least = default(QuotaAmount), Most = new QuotaAmount(50, 0, 0) });
    }

    [Fact]
    public async Task While_the_gate_is_closed_nothing_is_asked_for()
    {
        _answer = static () => new(new QuotaShare { Granted = new QuotaAmount(1, 0, 0) });
        var refused = await AskAsync();
        _answer = static () => new(new QuotaShare());
        _pool.Refused(refused, null, 3 * Second);
        _said.Clear();
        var waiting = AskAsync();
        Pass(2.9 * Second);
        _said.Should().NotBeEmpty().And.OnlyContain(static exchange => exchange.Least == default);

        _answer = static () => new(new QuotaShare { Granted = new QuotaAmount(1, 0, 0) });
        Pass(1.1 * Second);

        _said.Should().Contain(static exchange => exchange.Least.Requests == 1);
        (await waiting).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public void A_gate_that_others_found_closed_is_closed_here_too()
    {
        _answer = static () => new(new QuotaShare { ClosedFor = 7 * Second });

        _ = AskAsync();

        _pool.StatusAs("").ClosedFor.Should().Be(7 * Second);
    }

    [Fact]
    public async Task Nobody_is_refused_for_his_wait_or_a_full_queue_before_it_was_asked_for()
    {
        _settings = _settings with { QueueLimit = 0, LongestWait = Second / 2 };
        _answer = static () => new(new QuotaShare { AskAgainIn = 5 * Second });
        var waiting = AskAsync();
        waiting.IsCompleted.Should().BeFalse();

        (await AskAsync()).Refusal.Should().Be(QuotaRefusal.QueueIsFull, "now there is less than was asked for");
        _settings = _settings with { QueueLimit = 10 };
        (await AskAsync()).Refusal.Should().Be(QuotaRefusal.WaitIsTooLong);
        waiting.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_end_changes_nothing_and_the_quota_knows_that_nobody_waits()
    {
        var answer = new TaskCompletionSource<QuotaShare>();
        _answer = () => new(answer.Task);
        var waiting = AskAsync();

        _pool.Dispose();
        _asked.IsCancellationRequested.Should().BeTrue();
        answer.SetResult(new QuotaShare { Granted = new QuotaAmount(9, 0, 0) });

        await ((Func<Task>)(() => waiting)).Should().ThrowAsync<ObjectDisposedException>();
        _clock.PendingTimers.Should().Be(0);
        Pass(2 * Second);
        _pool.StatusAs("").Left.Requests.Should().Be(0);
        _said.Should().ContainSingle();
        _log.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task One_that_goes_away_leaves_nothing_for_the_time_before()
    {
        var answer = new TaskCompletionSource<QuotaShare>();
        _answer = () => new(answer.Task);
        var waiting = AskAsync();
        _clock.Advance(0.9 * Second);

        answer.SetException(new IOException("away"));
        await WaitUntilAwayAsync();

        _pool.StatusAs("").Left.Requests.Should().Be(0);
        _clock.Advance(0.9 * Second);
        waiting.IsCompleted.Should().BeFalse();
        _clock.Advance(0.2 * Second);
        (await waiting).IsAcquired.Should().BeTrue("a second's worth has come by time");
    }

    public ValueTask<QuotaShare> ExchangeAsync(QuotaExchange exchange, CancellationToken cancellationToken)
    {
        _said.Add(exchange);
        _asked = cancellationToken;
        return _answer();
    }

    /// <summary>The exchange may go on on another thread than the one that ended it.</summary>
    private async Task WaitUntilAwayAsync()
    {
        while (_log.Lines.Count == 0)
        {
            await Task.Yield();
        }
    }

    private Task<QuotaLease> AskAsync() => _pool.AcquireAsync(AttemptTokens.None, CallPriority.Normal, null, default).AsTask();

    private void Pass(TimeSpan time)
    {
        for (var end = _clock.GetUtcNow() + time; _clock.GetUtcNow() < end;)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }
}
