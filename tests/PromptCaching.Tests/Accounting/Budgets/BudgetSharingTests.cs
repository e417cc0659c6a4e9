using PromptCaching.Accounting;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class BudgetSharingTests : IAsyncDisposable
{
    private static readonly BudgetClaim _claim = new(0.25m, 0, 0.5m);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _clock = new();
    private readonly WatchedTime _time;
    private readonly object _lock = new();
    private readonly RecordingLoggers _log = new();
    private readonly SpokenBudgets _others = new();
    private readonly List<BudgetStatus> _warnings = [];
    private bool _warningFails;
    private readonly BudgetAccount _account;
    private readonly BudgetSharing _sharing;

    public BudgetSharingTests()
    {
        _time = new WatchedTime(_clock);
        _account = new BudgetAccount(new Budget { Name = "b", Usd = 1m }, _clock.GetUtcNow());
        _sharing = new BudgetSharing(_others, _account, _lock, _time, _log, Warn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_claim_is_asked_and_held_once_it_is_granted(bool isGranted)
    {
        var asking = _sharing.ReserveAsync(_claim, default);
        var word = await _others.NextAsync();
        word.Exchange.Should().BeEquivalentTo(new { Budget = "b", Lease = TimeSpan.FromMinutes(1), Asked = new[] { _claim }, Held = default(BudgetClaim) });
        word.Exchange.Process.Should().MatchRegex("^[0-9A-F]{16}$");
        asking.IsCompleted.Should().BeFalse();

        word.Grant(isGranted);

        (await asking).Should().Be(isGranted);
        _account.IsHeld.Should().Be(isGranted);
    }

    [Fact]
    public async Task Those_who_come_while_an_exchange_is_under_way_are_asked_together_in_their_order_and_no_more_than_five_hundred()
    {
        var first = _sharing.ReserveAsync(_claim, default);
        var word = await _others.NextAsync();
        var all = Enumerable.Range(1, 502).Select(number => _sharing.ReserveAsync(new BudgetClaim(number, 0, number), default)).ToArray();
        _others.IsSilent.Should().BeTrue("there is one exchange at a time");
        word.Grant();

        var second = await _others.NextAsync();
        second.Exchange.Asked.Select(static claim => claim.Expected).Should().Equal(Enumerable.Range(1, 500).Select(static number => (decimal)number));
        second.Exchange.Process.Should().Be(word.Exchange.Process);
        second.Exchange.Held.Should().Be(_claim);
        second.Grant(isGranted: false);
        var third = await _others.NextAsync();
        third.Exchange.Asked.Select(static claim => claim.Expected).Should().Equal(501, 502);
        third.Grant(isGranted: false);

        (await first).Should().BeTrue();
        (await Task.WhenAll(all)).Should().NotContain(true);
    }

    [Fact]
    public async Task Each_claim_gets_its_own_answer()
    {
        var first = _sharing.ReserveAsync(_claim, default);
        var word = await _others.NextAsync();
        Task<bool>[] all = [_sharing.ReserveAsync(_claim, default), _sharing.ReserveAsync(_claim, default)];
        word.Grant();
        (await _others.NextAsync()).Answer.SetResult(new BudgetStanding { Granted = [false, true], Memory = "m" });

        (await Task.WhenAll(all)).Should().Equal(false, true);
        (await first).Should().BeTrue();
    }

    [Fact]
    public async Task News_are_told_without_asking_for_anything()
    {
        _account.Spend(0.125m, _clock.GetUtcNow());
        _sharing.Tell();
        var word = await _others.NextAsync();
        word.Exchange.Should().BeEquivalentTo(new { Spent = 0.125m, Asked = Array.Empty<BudgetClaim>() });
        word.Grant();
    }

    [Fact]
    public async Task Nothing_of_the_call_that_begins_an_exchange_flows_along()
    {
        SpokenBudgets.Flow.Value = "the call's own";
        _sharing.Tell();
        var word = await _others.NextAsync();
        word.Flow.Should().BeNull();
        word.Grant();
    }

    [Fact]
    public async Task An_answer_that_leaves_claims_out_is_none()
    {
        var asking = _sharing.ReserveAsync(_claim, default);
        (await _others.NextAsync()).Answer.SetResult(new BudgetStanding { Spent = 1m, Granted = [], Memory = "m" });

        (await asking).Should().BeTrue("alone there is room");
        await UntilAsync(() => _log.Lines.Count == 1);
        _log.Lines.Should().Equal(
            "Warning: Those who share the budget b cannot be asked (The shared budgets did not answer each claim.): "
            + "this process counts alone from what it knows until they can.");
    }

    [Fact]
    public async Task While_nobody_can_be_asked_each_is_decided_alone_and_at_once()
    {
        await LoseThemAsync();

        (await _sharing.ReserveAsync(_claim, default)).Should().BeTrue();
        (await _sharing.ReserveAsync(_claim, default)).Should().BeTrue();
        (await _sharing.ReserveAsync(_claim, default)).Should().BeFalse("three quarters are held and a quarter is spent");
        _others.IsSilent.Should().BeTrue();
    }

    [Fact]
    public async Task All_who_waited_when_the_others_went_away_are_decided_alone()
    {
        var asked = _sharing.ReserveAsync(_claim, default);
        var word = await _others.NextAsync();
        var waiting = _sharing.ReserveAsync(_claim with { Expected = 0.8m, Worst = 0.8m }, default);
        word.Answer.SetException(new IOException("gone"));

        (await asked).Should().BeTrue();
        (await waiting).Should().BeFalse();
        await UntilAsync(() => _log.Lines.Count == 1);
        _log.Lines[0].Should().Contain("cannot be asked (gone)");
    }

    [Fact]
    public async Task After_a_second_they_are_asked_again_and_told_what_was_spent_meanwhile()
    {
        await LoseThemAsync();
        _account.Spend(0.125m, _clock.GetUtcNow());
        _sharing.Tell();
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        _others.IsSilent.Should().BeTrue();

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        var word = await _others.NextAsync();
        word.Exchange.Spent.Should().Be(0.375m);
        word.Grant(spent: 0.5m);
        await UntilAsync(() => _log.Lines.Count == 2);
        _log.Lines[1].Should().Be("Information: The budget b is shared again, and what was spent meanwhile is told.");
        _account.Status(_clock.GetUtcNow()).Spent.Should().Be(0.5m);
    }

    [Fact]
    public async Task What_was_decided_alone_while_they_were_asked_again_is_told_next()
    {
        await LoseThemAsync();
        _clock.Advance(_pause);
        var word = await _others.NextAsync();
        (await _sharing.ReserveAsync(_claim, default)).Should().BeTrue();
        word.Exchange.Held.Should().Be(_claim);
        word.Grant();
        (await _others.NextAsync()).Exchange.Held.Should().Be(_claim + _claim);
    }

    [Fact]
    public async Task Whoever_stays_away_is_tried_each_second_and_told_of_once()
    {
        await LoseThemAsync();
        for (var second = 0; second < 3; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            (await _others.NextAsync()).Answer.SetException(new IOException("still gone"));
            (await _time.WoundAsync()).Should().Be(_pause);
        }

        _log.Lines.Should().ContainSingle();
    }

    [Fact]
    public async Task Who_is_silent_for_two_seconds_is_away_and_need_not_answer_any_more()
    {
        var asking = _sharing.ReserveAsync(_claim, default);
        var word = await _others.NextAsync();
        await UntilAsync(() => _clock.PendingTimers == 1);
        _clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        word.Leaving.IsCancellationRequested.Should().BeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));

        (await asking).Should().BeTrue();
        word.Leaving.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task Who_holds_something_shows_itself_three_times_in_a_lease()
    {
        await GrantAsync();
        _clock.Advance(TimeSpan.FromSeconds(20) - TimeSpan.FromTicks(1));
        _others.IsSilent.Should().BeTrue();
        _clock.Advance(TimeSpan.FromTicks(1));
        var sign = await _others.NextAsync();
        sign.Exchange.Held.Should().Be(_claim);
        sign.Grant();
    }

    [Fact]
    public async Task Who_holds_nothing_any_more_is_silent_for_ever()
    {
        await GrantAsync();
        lock (_lock)
        {
            _account.Release(_claim);
        }

        _sharing.Tell();
        (await _others.NextAsync()).Grant();
        (await _time.WoundAsync()).Should().Be(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task A_caller_who_leaves_before_the_answer_holds_nothing_and_the_others_are_told()
    {
        using var leaving = new CancellationTokenSource();
        var asking = _sharing.ReserveAsync(_claim, leaving.Token);
        var word = await _others.NextAsync();
        await leaving.CancelAsync();
        await asking.Invoking(static one => one).Should().ThrowAsync<OperationCanceledException>();
        word.Grant();

        (await _others.NextAsync()).Exchange.Should().BeEquivalentTo(new { Held = default(BudgetClaim), Asked = Array.Empty<BudgetClaim>() });
        _account.IsHeld.Should().BeFalse();
    }

    [Fact]
    public async Task A_threshold_that_others_have_reached_is_warned_of()
    {
        _sharing.Tell();
        (await _others.NextAsync()).Grant(spent: 0.9m);
        await UntilAsync(() => _warnings.Count == 1);
        _warnings[0].Spent.Should().Be(0.9m);
    }

    [Fact]
    public async Task A_listener_that_throws_keeps_nobody_waiting()
    {
        _warningFails = true;
        _sharing.Tell();
        var word = await _others.NextAsync();
        var asking = _sharing.ReserveAsync(new BudgetClaim(0.01m, 0, 0.01m), default);
        word.Grant(spent: 0.9m);
        (await _others.NextAsync()).Grant(spent: 0.9m);
        (await asking).Should().BeTrue();
        _warnings.Should().ContainSingle();
    }

    [Fact]
    public async Task Where_nothing_flows_already_it_speaks_all_the_same()
    {
        BudgetSharing sharing;
        using (ExecutionContext.SuppressFlow())
        {
            sharing = new BudgetSharing(_others, _account, _lock, _clock, _log, Warn);
            sharing.Tell();
            ExecutionContext.IsFlowSuppressed().Should().BeTrue();
        }

        (await _others.NextAsync()).Grant();
        await sharing.DisposeAsync();
    }

    [Fact]
    public async Task The_end_waits_for_the_last_word_and_leaves_no_timer()
    {
        await GrantAsync();
        _sharing.Tell();
        var word = await _others.NextAsync();
        var ending = _sharing.DisposeAsync().AsTask();
        ending.IsCompleted.Should().BeFalse();
        word.Grant();
        await ending;
        await UntilAsync(() => _clock.PendingTimers == 0);
    }

    [Fact]
    public async Task The_end_does_not_wait_for_who_is_away()
    {
        await LoseThemAsync();
        await _sharing.DisposeAsync();
        await UntilAsync(() => _clock.PendingTimers == 0);
        _others.IsSilent.Should().BeTrue();
    }

    [Fact]
    public async Task An_end_with_nothing_to_say_says_nothing()
    {
        await _sharing.DisposeAsync();
        _others.IsSilent.Should().BeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        while (!_others.IsSilent)
        {
            (await _others.NextAsync()).Answer.TrySetException(new IOException("The test is over."));
        }
    }

    private void Warn(Budget budget, BudgetStatus status)
    {
        _warnings.Add(status);
        if (_warningFails)
        {
            throw new IOException("The disk of the log is full.");
        }
    }

    private async Task GrantAsync()
    {
        var asking = _sharing.ReserveAsync(_claim, default);
        (await _others.NextAsync()).Grant();
        await asking;
        (await _time.WoundAsync()).Should().Be(TimeSpan.FromSeconds(20));
    }

    /// <summary>A quarter is held by the call that found out.</summary>
    private async Task LoseThemAsync()
    {
        _account.Spend(0.25m, _clock.GetUtcNow());
        var asking = _sharing.ReserveAsync(_claim, default);
        (await _others.NextAsync()).Answer.SetException(new IOException("gone"));
        (await asking).Should().BeTrue();
        (await _time.WoundAsync()).Should().Be(_pause);
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        while (!isTrue())
        {
            await Task.Yield();
        }
    }
}
