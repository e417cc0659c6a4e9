using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.RateLimiting.Quota.Sharing;

/// <summary>When a pool of 6,000 requests a minute turns to others: half a second's worth, 50, is kept ready.</summary>
public sealed class PoolSharingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly QuotaAmount One = new(1, 0, 0);
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLoggers _log = new();
    private readonly QuotaBuckets _buckets = new();
    private readonly PoolSharing _sharing;

    public PoolSharingTests()
    {
        _sharing = new PoolSharing(new SharedLevels(_clock, 6_000), "the pool", _clock, _log);
        _buckets.Fill(_sharing.Filling);
        _buckets.Limit(new QuotaLimits(6_000, null, null));
    }

    [Fact]
    public void Who_has_nothing_to_do_says_nothing()
    {
        Begin().Should().BeNull();
        _clock.Advance(10 * Second);

        Begin().Should().BeNull();
    }

    [Fact]
    public void A_call_that_lacks_something_is_asked_for_at_once_and_some_more_with_it()
    {
        var exchange = Begin(next: One, waiting: new(3, 0, 0), isGuess: true)!.Exchange;

        exchange.Should().BeEquivalentTo(new
        {
            Pool = "the pool", Limits = new QuotaLimits(6_000, null, null), IsGuess = true, ClosedFor = (TimeSpan?)null,
            Least = One, Most = new QuotaAmount(53, 0, 0), Returned = default(QuotaAmount),
        });
        exchange.Process.Should().MatchRegex("^[0-9A-F]{16}$");
    }

    [Fact]
    public void A_process_keeps_its_name_and_has_it_for_itself()
    {
        var first = Begin(next: One)!.Exchange.Process;
        _sharing.End(new QuotaShare());
        _clock.Advance(Second);

        Begin(next: One)!.Exchange.Process.Should().Be(first);
        var other = new PoolSharing(new SharedLevels(_clock, 6_000), "the pool", _clock, _log);
        other.Begin(_buckets, One, default, true, false)!.Exchange.Process.Should().NotBe(first);
    }

    [Fact]
    public void While_an_answer_is_on_its_way_nobody_asks_again()
    {
        Begin(next: One).Should().NotBeNull();
        _clock.Advance(10 * Second);

        Begin(next: One, isBusy: true).Should().BeNull();
        _sharing.UntilAsking.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void A_call_that_has_all_it_needs_asks_for_nothing()
    {
        Have(1);

        Begin(next: One).Should().BeNull();
    }

    [Fact]
    public void A_balance_that_runs_low_is_filled_up_before_a_call_waits()
    {
        _sharing.Use(new(2, 0, 0));
        Have(2);
        Begin().Should().BeNull("there is enough for another of the kind");
        _buckets.Take(One);

        Begin()!.Exchange.Should().BeEquivalentTo(new { Least = default(QuotaAmount), Most = new QuotaAmount(49, 0, 0), IsGuess = false });
    }

    [Fact]
    public void What_was_not_used_for_three_seconds_is_not_filled_up()
    {
        _sharing.Use(One);
        _clock.Advance((3 * Second) - Tick);
        Begin()!.Exchange.Most.Requests.Should().Be(50);
        _sharing.End(new QuotaShare());
        _sharing.Use(One);
        _clock.Advance(3 * Second);

        Begin().Should().BeNull();
    }

    [Fact]
    public void Where_half_a_second_brings_less_than_a_call_needs_nothing_is_kept_ready()
    {
        _sharing.Use(new(51, 0, 0));
        Begin().Should().BeNull();

        _sharing.Use(new(50, 0, 0));

        Begin().Should().NotBeNull();
    }

    [Fact]
    public void Once_a_second_who_is_busy_or_has_something_left_says_so()
    {
        _clock.Advance(Second - Tick);
        Begin(isBusy: true).Should().BeNull();
        _clock.Advance(Tick);
        Begin().Should().BeNull();
        Begin(isBusy: true)!.Exchange.Should().BeEquivalentTo(new { Least = default(QuotaAmount), Most = default(QuotaAmount) });
        _sharing.End(new QuotaShare());

        Have(7);
        _clock.Advance(Second - Tick);
        Begin().Should().BeNull();
        _clock.Advance(Tick);
        Begin()!.Exchange.Returned.Requests.Should().Be(7);
    }

    [Fact]
    public void A_refusal_is_told_at_once_and_only_once()
    {
        _sharing.End(new QuotaShare { AskAgainIn = Second });
        _sharing.Close(_clock.GetTimestamp() + (5 * Second).Ticks);
        _clock.Advance(0.5 * Second);

        Begin()!.Exchange.ClosedFor.Should().Be(4.5 * Second);
        _sharing.End(new QuotaShare());
        _clock.Advance(0.5 * Second);

        Begin().Should().BeNull();
    }

    [Fact]
    public void A_gate_that_is_open_again_is_not_told()
    {
        _sharing.Close(_clock.GetTimestamp() + Second.Ticks);
        _clock.Advance(Second);

        Begin().Should().BeNull();
    }

    [Fact]
    public void A_refusal_waits_for_a_quota_that_is_away()
    {
        _sharing.End(null);
        _sharing.Close(_clock.GetTimestamp() + (5 * Second).Ticks);
        Begin().Should().BeNull();

        _clock.Advance(Second);

        Begin()!.Exchange.ClosedFor.Should().Be(4 * Second);
    }

    [Fact]
    public void A_call_that_lacks_something_asks_again_when_it_is_time_to()
    {
        Begin(next: One);
        _sharing.End(new QuotaShare { AskAgainIn = 0.3 * Second });
        _sharing.UntilAsking.Should().Be(0.3 * Second);
        _clock.Advance((0.3 * Second) - Tick);
        Begin(next: One).Should().BeNull();
        _sharing.UntilAsking.Should().Be(Tick);

        _clock.Advance(Tick);

        _sharing.UntilAsking.Should().Be(TimeSpan.Zero);
        _clock.Advance(Second);
        _sharing.UntilAsking.Should().Be(TimeSpan.Zero);
        Begin(next: One).Should().NotBeNull();
    }

    private PendingExchange? Begin(QuotaAmount next = default, QuotaAmount waiting = default, bool isBusy = false, bool isGuess = false) =>
        _sharing.Begin(_buckets, next, waiting, isBusy, isGuess);

    private void Have(double requests) => _buckets.Settle(default, new QuotaAmount(requests, 0, 0));
}
