using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class BudgetSharingTests : SharingOfABudget
{
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
    public async Task An_end_with_nothing_to_say_says_nothing()
    {
        await _sharing.DisposeAsync();
        _others.IsSilent.Should().BeTrue();
    }
}
