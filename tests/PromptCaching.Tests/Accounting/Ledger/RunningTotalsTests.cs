using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Ledger;

public sealed class RunningTotalsTests
{
    private static readonly TokenUsage _usage = new()
    {
        Input = 1, CacheWrite5m = 2, CacheWrite1h = 4, CacheRead = 8, Output = 16, Thinking = 32, WebSearches = 64,
    };

    private static readonly UsageTotals _totals = new()
    {
        Attempts = 1, Hits = 2, Joins = 3, Failures = 4, PartlyKnown = 5, Unknown = 6, Unpriced = 7, Usage = _usage,
        Cost = 8m, SavedByPromptCache = 9m, SavedByResponseCache = 10m,
    };

    [Fact]
    public void Attempts_add_up_counter_by_counter()
    {
        var sums = new RunningTotals();
        sums.Add(new UsageEntry { Source = CallSource.Api, Usage = _usage, Cost = 2m, CostWithoutCaching = 5m });
        sums.Add(new UsageEntry { Source = CallSource.Api, Usage = _usage, Cost = 1m, CostWithoutCaching = 0.5m });
        sums.Snapshot().Should().Be(new UsageTotals { Attempts = 2, Usage = Twice, Cost = 3m, SavedByPromptCache = 2.5m });
    }

    [Fact]
    public void Sums_of_sums_are_sums()
    {
        var sums = new RunningTotals();
        sums.Add(_totals);
        sums.Snapshot().Should().Be(_totals);
        sums.Add(_totals);
        sums.Snapshot().Should().Be(new UsageTotals
        {
            Attempts = 2, Hits = 4, Joins = 6, Failures = 8, PartlyKnown = 10, Unknown = 12, Unpriced = 14, Usage = Twice,
            Cost = 16m, SavedByPromptCache = 18m, SavedByResponseCache = 20m,
        });
    }

    [Fact]
    public void A_hit_or_a_join_whose_price_is_not_known_saves_nothing_that_is_known()
    {
        var sums = new RunningTotals();
        sums.Add(new UsageEntry { Source = CallSource.ResponseCache, Usage = new(), Cost = 0m });
        sums.Add(new UsageEntry { Source = CallSource.Joined, Usage = new(), Cost = 0m });
        sums.Add(new UsageEntry { Source = CallSource.Joined, Usage = new(), Cost = 0m, CostWithoutCaching = 2m });
        sums.Snapshot().Should().Be(new UsageTotals { Hits = 1, Joins = 2, SavedByResponseCache = 2m });
    }

    [Fact]
    public void An_attempt_without_tokens_is_in_no_sum_and_not_unpriced()
    {
        var sums = new RunningTotals();
        sums.Add(new UsageEntry { Source = CallSource.Api, Knowledge = UsageKnowledge.Unknown, Error = "connection", Cost = 5m, CostWithoutCaching = 9m });
        sums.Snapshot().Should().Be(new UsageTotals { Attempts = 1, Unknown = 1, Failures = 1 });
    }

    [Fact]
    public void Tokens_without_a_price_are_summed_up_and_counted_apart()
    {
        var sums = new RunningTotals();
        sums.Add(new UsageEntry { Source = CallSource.Api, Knowledge = UsageKnowledge.Partly, Usage = _usage });
        sums.Snapshot().Should().Be(new UsageTotals { Attempts = 1, PartlyKnown = 1, Unpriced = 1, Usage = _usage });
    }

    [Fact]
    public void Answers_are_attempts_that_did_not_fail_hits_and_joins()
    {
        new UsageTotals { Attempts = 7, Failures = 2, Hits = 3, Joins = 4, Cost = 24m }.Should().BeEquivalentTo(new { Answers = 12L, AverageCost = 2m });
        new UsageTotals { Attempts = 2, Failures = 2, Cost = 1m }.AverageCost.Should().BeNull();
        new UsageTotals { SavedByPromptCache = 2m, SavedByResponseCache = 3m }.Saved.Should().Be(5m);
    }

    [Fact]
    public void Anything_unknown_makes_the_cost_inexact()
    {
        new UsageTotals().IsExact.Should().BeTrue();
        new UsageTotals { PartlyKnown = 1 }.IsExact.Should().BeFalse();
        new UsageTotals { Unknown = 1 }.IsExact.Should().BeFalse();
        new UsageTotals { Unpriced = 1 }.IsExact.Should().BeFalse();
        new UsageTotals { PartlyKnown = 1, Unknown = 1, Unpriced = 2 }.IsExact.Should().BeFalse();
    }

    private static TokenUsage Twice => new()
    {
        Input = 2, CacheWrite5m = 4, CacheWrite1h = 8, CacheRead = 16, Output = 32, Thinking = 64, WebSearches = 128,
    };
}
