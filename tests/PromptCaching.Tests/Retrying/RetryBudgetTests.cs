using PromptCaching.Retrying;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Retrying;

public sealed class RetryBudgetTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly RetryBudget _budget;

    public RetryBudgetTests() => _budget = new RetryBudget(_clock);

    [Fact]
    public void A_healthy_process_repeats_at_once() => Spend(100).Should().Be(10);

    [Fact]
    public void Ten_calls_earn_one_repetition()
    {
        Spend(10);
        for (var call = 0; call < 10; call++)
        {
            _budget.TrySpend().Should().BeFalse();
            _budget.Earn(0.11);
        }

        Spend(100).Should().Be(1);
    }

    [Fact]
    public void A_quiet_process_earns_by_time()
    {
        Spend(10);
        _clock.Advance(TimeSpan.FromSeconds(125));

        Spend(100).Should().Be(2);
    }

    [Fact]
    public void A_long_outage_under_load_costs_a_tenth_more()
    {
        var retries = 0;
        for (var call = 0; call < 12_000; call++)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.05));
            _budget.Earn(0.1);
            retries += Spend(3);
        }

        retries.Should().BeInRange(1_200, 1_211);
    }

    [Fact]
    public void The_stock_does_not_grow_over_ten()
    {
        _clock.Advance(TimeSpan.FromDays(1));
        _budget.Earn(5);

        Spend(100).Should().Be(10);
    }

    [Fact]
    public void Whoever_earns_by_calls_earns_by_time_again_a_second_after_the_last()
    {
        Spend(10);
        for (var call = 0; call < 1_000; call++)
        {
            _budget.Earn(0.0001);
        }

        _clock.Advance(TimeSpan.FromSeconds(61));

        Spend(100).Should().Be(1);
    }

    [Fact]
    public void A_call_that_earns_little_takes_the_place_of_little_time()
    {
        Spend(10);
        _budget.Earn(0.0001);

        _clock.Advance(TimeSpan.FromSeconds(60.1));

        Spend(100).Should().Be(1);
    }

    private int Spend(int most)
    {
        var spent = 0;
        while (spent < most && _budget.TrySpend())
        {
            spent++;
        }

        return spent;
    }
}
