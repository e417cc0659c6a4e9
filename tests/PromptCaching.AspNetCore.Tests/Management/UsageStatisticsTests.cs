using PromptCaching.Accounting;
using PromptCaching.AspNetCore.Management;

namespace PromptCaching.AspNetCore.Tests.Management;

public sealed class UsageStatisticsTests
{
    private static readonly UsageTotals Unpriced = new() { Attempts = 2, Unpriced = 2 };
    private static readonly UsageTotals Mixed = new() { Attempts = 3, Unpriced = 1, Cost = 0.5m };

    [Fact]
    public void Unknown_cost_is_not_zero_cost()
    {
        var statistics = Of(Unpriced);

        (statistics.TotalCost, statistics.AverageCostPerRequest, statistics.CostByModel["m"], statistics.IsExact, statistics.Unpriced)
            .Should().Be((null, null, null, false, 2));
    }

    [Fact]
    public void A_known_part_is_told_and_that_it_is_a_part()
    {
        var statistics = Of(Mixed);

        (statistics.TotalCost, statistics.CostByModel["m"], statistics.IsExact).Should().Be((0.5m, 0.5m, false));
    }

    [Fact]
    public void What_was_free_did_cost_nothing() => Of(new UsageTotals { Hits = 3 }).TotalCost.Should().Be(0m);

    private static UsageStatistics Of(UsageTotals totals)
    {
        var named = new Dictionary<string, UsageTotals> { ["m"] = totals };
        return UsageStatistics.Of(totals, named, named, named);
    }
}
