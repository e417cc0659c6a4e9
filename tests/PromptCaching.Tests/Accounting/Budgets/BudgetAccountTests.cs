using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class BudgetAccountTests
{
    private static readonly DateTimeOffset _begin = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _last = new(2026, 11, 20, 12, 59, 59, TimeSpan.Zero);
    private static readonly DateTimeOffset _next = new(2026, 11, 20, 13, 0, 0, TimeSpan.Zero);
    private static readonly BudgetClaim _call = new(0.25m, 0.0001, 0.5m);

    [Fact]
    public void What_calls_on_their_way_hold_and_what_is_spent_leave_the_room()
    {
        var account = Account();
        account.Spend(0.5m, _begin);
        account.HasRoomFor(Sure(0.5m), _begin).Should().BeTrue();
        account.HasRoomFor(Sure(0.51m), _begin).Should().BeFalse();
        account.Reserve(Sure(0.2m));
        account.HasRoomFor(Sure(0.3m), _begin).Should().BeTrue();
        account.HasRoomFor(Sure(0.31m), _begin).Should().BeFalse();
    }

    [Fact]
    public void A_status_tells_the_amount_what_is_spent_what_is_held_and_the_end()
    {
        var account = Account();
        account.Spend(0.125m, _begin);
        account.Reserve(_call);
        account.Status(_begin).Should().Be(new BudgetStatus("b", 1m, 0.125m, 0.28m, _next));
    }

    [Fact]
    public void A_strict_budget_holds_the_worst() => Reserved(Account(isStrict: true)).Should().Be(0.5m);

    [Fact]
    public void Whoever_is_alone_has_all_that_is_left_and_beside_another_nothing()
    {
        var account = Account();
        account.Spend(0.25m, _begin);
        account.LeftForOneAlone(_begin).Should().Be(0.75m);
        account.Reserve(_call);
        account.LeftForOneAlone(_begin).Should().Be(0m);
        account.Release(_call);
        account.LeftForOneAlone(_begin).Should().Be(0.75m);
    }

    [Fact]
    public void What_ends_is_held_no_more_and_the_rest_is()
    {
        var account = Account();
        var other = new BudgetClaim(0.1m, 0.0003, 0.2m);
        account.Reserve(_call);
        account.Reserve(other);
        account.IsHeld.Should().BeTrue();
        account.Release(_call);
        account.IsHeld.Should().BeTrue();
        account.Status(_begin).Reserved.Should().BeApproximately(other.Held, 1e-12m);
        account.Release(other);
        account.IsHeld.Should().BeFalse();
        account.Status(_begin).Reserved.Should().Be(0m);
    }

    [Fact]
    public void Rounding_leaves_nothing_behind_when_nobody_is_on_the_way()
    {
        var account = Account();
        var (one, other) = (new BudgetClaim(0.1m, 0.1, 1m), new BudgetClaim(0.1m, 0.2, 1m));
        account.Reserve(one);
        account.Reserve(other);
        account.Release(one);
        account.Release(other);
        account.Say("p", default, [], _begin).Held.Should().Be(default(BudgetClaim));
    }

    [Fact]
    public void The_first_refusal_of_a_period_is_told_apart_and_all_are_counted()
    {
        var account = Account();
        account.Refuse(_begin).Should().BeTrue();
        account.Refuse(_last).Should().BeFalse();
        account.Status(_last).Refused.Should().Be(2);
        account.Refuse(_next).Should().BeTrue();
        account.Status(_next).Refused.Should().Be(1);
    }

    [Fact]
    public void Each_threshold_is_told_once_and_two_at_a_time_together()
    {
        var account = Account(warnAt: [0.25, 0.5, 0.75]);
        account.Spend(0.24m, _begin).Should().BeNull();
        account.Spend(0.01m, _begin)!.Spent.Should().Be(0.25m);
        account.Spend(0.1m, _begin).Should().BeNull();
        account.Spend(0.4m, _begin)!.Spent.Should().Be(0.75m);
        account.Spend(0.4m, _begin).Should().BeNull();
    }

    [Fact]
    public void The_period_turns_at_its_end_for_whoever_asks_first()
    {
        Spent(static (account, at) => account.Status(at).Spent).Should().Be((1m, 0m));
        Spent(static (account, at) => account.LeftForOneAlone(at)).Should().Be((0m, 1m));
        Spent(static (account, at) => account.HasRoomFor(Sure(1m), at)).Should().Be((false, true));
        Spent(static (account, at) => account.Say("p", default, [], at).Spent).Should().Be((1m, 0m));
        Spent(static (account, at) => account.Refuse(at)).Should().Be((false, true));
        Spent(static (account, at) => account.Spend(0.8m, at) is not null).Should().Be((false, true));
    }

    [Fact]
    public void A_period_that_turned_ends_an_hour_later()
    {
        var account = Account();
        account.Status(_next).Ends.Should().Be(_next.AddHours(1));
        account.Status(_next.AddHours(3)).Ends.Should().Be(_next.AddHours(4));
    }

    [Fact]
    public void A_budget_without_periods_never_turns()
    {
        var account = Account(period: BudgetPeriod.Total);
        account.Spend(1m, _begin);
        account.Status(_begin.AddYears(5)).Should().Be(new BudgetStatus("b", 1m, 1m, 0m, null));
    }

    private static (T Last, T Next) Spent<T>(Func<BudgetAccount, DateTimeOffset, T> read) => (read(Worn(), _last), read(Worn(), _next));

    /// <summary>All is spent, warned of and refused.</summary>
    private static BudgetAccount Worn()
    {
        var account = Account();
        account.Spend(1m, _begin);
        account.Refuse(_begin);
        return account;
    }

    private static decimal Reserved(BudgetAccount account)
    {
        account.Reserve(_call);
        return account.Status(_begin).Reserved;
    }

    private static BudgetClaim Sure(decimal usd) => new(usd, 0, usd);

    private static BudgetAccount Account(bool isStrict = false, double[]? warnAt = null, BudgetPeriod period = BudgetPeriod.Hour) =>
        new(new Budget { Name = "b", Usd = 1m, Period = period, IsStrict = isStrict, WarnAt = warnAt ?? [0.8] }, _begin);
}
