using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

/// <summary>What one process says of a budget to those who share it, and what it makes of their answers.</summary>
public sealed class BudgetOfManyTests
{
    private static readonly DateTimeOffset _begin = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _next = new(2026, 11, 20, 13, 0, 0, TimeSpan.Zero);
    private static readonly BudgetClaim _theirs = new(0.1m, 0.0001, 0.2m);

    [Fact]
    public void All_that_there_is_to_say_is_said()
    {
        var account = Account(isStrict: true);
        account.Spend(0.1234567899m, _begin);
        account.Reserve(_theirs);
        account.Say("p", TimeSpan.FromMinutes(1), [_theirs], _begin).Should().BeEquivalentTo(new BudgetExchange
        {
            Budget = "b",
            Ends = _next,
            Usd = 1m,
            IsStrict = true,
            Process = "p",
            Lease = TimeSpan.FromMinutes(1),
            Spent = 0.123456789m,
            Acknowledged = 0m,
            Memory = null,
            Known = 0m,
            Held = _theirs,
            Asked = [_theirs],
        });
    }

    [Fact]
    public void What_was_told_last_is_said_the_next_time()
    {
        var account = Account();
        account.Spend(0.125m, _begin);
        Hear(account, spent: 0.625m);
        account.Spend(0.0625m, _begin);
        account.Say("p", default, [], _begin).Should().BeEquivalentTo(new { Spent = 0.1875m, Acknowledged = 0.125m, Memory = "m", Known = 0.625m });
    }

    [Fact]
    public void What_others_spent_and_hold_counts_beside_our_own()
    {
        var account = Account();
        account.Spend(0.125m, _begin);
        Hear(account, spent: 0.625m, held: _theirs);
        account.Status(_begin).Should().BeEquivalentTo(new { Spent = 0.625m, Reserved = 0.13m });
        account.HasRoomFor(new BudgetClaim(0.24m, 0, 9m), _begin).Should().BeTrue();
        account.HasRoomFor(new BudgetClaim(0.25m, 0, 9m), _begin).Should().BeFalse();
        account.LeftForOneAlone(_begin).Should().Be(0m, "others are on their way");
        account.Spend(0.125m, _begin);
        account.Status(_begin).Spent.Should().Be(0.75m);
    }

    [Fact]
    public void Who_is_alone_among_all_has_what_all_have_left()
    {
        var account = Account();
        Hear(account, spent: 0.75m);
        account.LeftForOneAlone(_begin).Should().Be(0.25m);
    }

    [Fact]
    public void A_threshold_that_others_reach_is_told_once()
    {
        var account = Account();
        Hear(account, spent: 0.79m).Should().BeNull();
        Hear(account, spent: 0.8m)!.Spent.Should().Be(0.8m);
        Hear(account, spent: 0.9m).Should().BeNull();
    }

    [Fact]
    public void An_answer_of_a_period_that_has_ended_counts_for_nothing()
    {
        var account = Account();
        var said = account.Say("p", default, [], _begin);
        account.Hear(said, Told(1m), _next).Should().BeNull();
        account.Status(_next).Spent.Should().Be(0m);
        account.Say("p", default, [], _next).Should().BeEquivalentTo(new { Memory = (string?)null, Known = 0m, Ends = _next.AddHours(1) });
    }

    [Fact]
    public void With_the_period_what_others_spent_is_forgotten_too()
    {
        var account = Account();
        Hear(account, spent: 1m, held: _theirs);
        account.Status(_next).Should().BeEquivalentTo(new { Spent = 0m, Reserved = 0m });
    }

    [Theory]
    [InlineData("0.0000000019", "0.000000001")]
    [InlineData("0.000000001", "0.000000001")]
    [InlineData("1.9999999999", "1.999999999")]
    [InlineData("0", "0")]
    public void Processes_speak_in_whole_billionths(string usd, string whole) => BudgetRules.WholeNanos(Number(usd)).Should().Be(Number(whole));

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static BudgetStatus? Hear(BudgetAccount account, decimal spent, BudgetClaim held = default) =>
        account.Hear(account.Say("p", default, [], _begin), Told(spent, held), _begin);

    private static BudgetStanding Told(decimal spent, BudgetClaim held = default) =>
        new() { Spent = spent, HeldByOthers = held, Granted = [], Memory = "m" };

    private static BudgetAccount Account(bool isStrict = false) =>
        new(new Budget { Name = "b", Usd = 1m, Period = BudgetPeriod.Hour, IsStrict = isStrict }, _begin);
}
