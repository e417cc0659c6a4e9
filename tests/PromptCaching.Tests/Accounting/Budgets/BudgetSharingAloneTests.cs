using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

/// <summary>What becomes of calls while the others cannot be asked.</summary>
public sealed class BudgetSharingAloneTests : SharingOfABudget
{
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
    public async Task The_end_does_not_wait_for_who_is_away()
    {
        await LoseThemAsync();
        await _sharing.DisposeAsync();
        await UntilAsync(() => _clock.PendingTimers == 0);
        _others.IsSilent.Should().BeTrue();
    }
}
