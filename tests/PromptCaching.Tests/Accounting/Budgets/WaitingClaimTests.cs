using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class WaitingClaimTests
{
    private readonly BudgetAccount _account = new(new Budget { Name = "b", Usd = 1m }, DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_what_is_granted_is_held(bool isGranted)
    {
        var waiting = Waiting();
        waiting.Decision.IsCompleted.Should().BeFalse();
        waiting.Decide(isGranted);
        (await waiting.Decision).Should().Be(isGranted);
        _account.IsHeld.Should().Be(isGranted);
    }

    [Fact]
    public void Who_has_left_is_granted_nothing()
    {
        var waiting = Waiting();
        waiting.Leave();
        waiting.Decide(isGranted: true);
        _account.IsHeld.Should().BeFalse();
    }

    [Fact]
    public void What_was_granted_before_its_caller_left_is_given_back()
    {
        var waiting = Waiting();
        waiting.Decide(isGranted: true);
        waiting.Leave();
        _account.IsHeld.Should().BeFalse();
    }

    [Fact]
    public void Who_leaves_after_a_refusal_gives_nothing_back()
    {
        _account.Reserve(Waiting().Claim);
        var waiting = Waiting();
        waiting.Decide(isGranted: false);
        waiting.Leave();
        _account.IsHeld.Should().BeTrue();
    }

    private WaitingClaim Waiting() => new(new BudgetClaim(0.1m, 0, 0.2m), _account);
}
