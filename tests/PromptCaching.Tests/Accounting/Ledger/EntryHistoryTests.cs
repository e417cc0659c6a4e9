using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Ledger;

public sealed class EntryHistoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1, 3)]
    [InlineData(2, 2, 3)]
    [InlineData(3, 1, 2, 3)]
    [InlineData(4, 1, 2, 3)]
    public void The_latest_are_kept_oldest_first(int most, params int[] kept)
    {
        var history = new EntryHistory(most);
        for (var cost = 1; cost <= 3; cost++)
        {
            history.Add(new UsageEntry { Cost = cost });
        }

        history.Snapshot().Select(static entry => (int)entry.Cost!).Should().Equal(kept);
        history.Clear();
        history.Snapshot().Should().BeEmpty();
    }

    [Fact]
    public void Names_share_one_sum_from_the_bound_on_and_a_known_one_keeps_its_own()
    {
        var totals = new NamedTotals<string>(1, "rest");
        Array.ForEach<string>(["a", "b", "a", "c"], name => totals.Add(name, new UsageEntry { Source = CallSource.Api }));
        totals.Snapshot().ToDictionary(static pair => pair.Key, static pair => pair.Value.Attempts)
            .Should().Equal(new Dictionary<string, long> { ["a"] = 2, ["rest"] = 2 });
        totals.Clear();
        totals.Snapshot().Should().BeEmpty();
    }
}
