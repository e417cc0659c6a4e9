using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.Accounting;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Accounting.Ledger;

public sealed class CostLedgerTests
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Sums_are_by_model_scope_tag_and_day()
    {
        var ledger = Ledger();
        ledger.Add(Paid("opus", 2m) with { Scope = "team-a", Tags = ["chat", "beta"] });
        ledger.Add(Paid("haiku", 1m) with { At = _noon.AddDays(1), Tags = ["chat"] });

        ledger.Total.Should().BeEquivalentTo(new { Attempts = 2L, Cost = 3m, AverageCost = 1.5m, IsExact = true });
        ledger.ByModel.Should().HaveCount(2);
        ledger.ByModel["opus"].Cost.Should().Be(2m);
        ledger.ByScope.Keys.Should().BeEquivalentTo("team-a", "");
        ledger.ByTag["chat"].Cost.Should().Be(3m);
        ledger.ByTag["beta"].Cost.Should().Be(2m);
        ledger.ByDay[new DateOnly(2026, 11, 21)].Cost.Should().Be(1m);
    }

    [Fact]
    public void What_each_cache_saves_is_told_apart_and_a_write_saves_less_than_nothing()
    {
        var ledger = Ledger();
        ledger.Add(Paid("opus", 1.25m) with { CostWithoutCaching = 1m });
        ledger.Add(new UsageEntry { At = _noon, Source = CallSource.ResponseCache, Usage = new(), Cost = 0m, CostWithoutCaching = 1m });
        ledger.Add(new UsageEntry { At = _noon, Source = CallSource.Joined, Usage = new(), Cost = 0m, CostWithoutCaching = 1m });

        ledger.Total.Should().BeEquivalentTo(new
        {
            Attempts = 1L, Hits = 1L, Joins = 1L, Cost = 1.25m, SavedByPromptCache = -0.25m, SavedByResponseCache = 2m, Saved = 1.75m,
        });
    }

    [Fact]
    public void What_is_unknown_is_counted_and_in_no_sum()
    {
        var ledger = Ledger();
        ledger.Add(Paid("opus", 1m));
        ledger.Add(new UsageEntry { At = _noon, Source = CallSource.Api, Knowledge = UsageKnowledge.Unknown, Error = "connection" });
        ledger.Add(Paid("unpriced", 1m) with { Cost = null, CostWithoutCaching = null });
        ledger.Add(Paid("opus", 1m) with { Knowledge = UsageKnowledge.Partly, Error = "incomplete" });

        ledger.Total.Should().BeEquivalentTo(new
        {
            Attempts = 4L, Failures = 2L, Unknown = 1L, Unpriced = 1L, PartlyKnown = 1L, Cost = 2m, IsExact = false,
        });
    }

    [Fact]
    public void Names_beyond_the_bound_share_one_sum_and_none_is_lost()
    {
        var ledger = Ledger(new AccountingOptions { MaxNames = 2 });
        foreach (var scope in (string[])["a", "b", "c", "d", "a"])
        {
            ledger.Add(Paid("opus", 1m) with { Scope = scope });
        }

        ledger.ByScope.Keys.Should().BeEquivalentTo("a", "b", IClaudeUsage.OtherNames);
        ledger.ByScope["a"].Cost.Should().Be(2m);
        ledger.ByScope[IClaudeUsage.OtherNames].Cost.Should().Be(2m);
    }

    [Fact]
    public void The_history_is_bounded_and_the_sums_go_on()
    {
        var ledger = Ledger(new AccountingOptions { MaxEntries = 2 });
        for (var call = 1; call <= 3; call++)
        {
            ledger.Add(Paid("opus", call));
        }

        ledger.Entries.Select(entry => entry.Cost).Should().Equal(2m, 3m);
        ledger.Total.Cost.Should().Be(6m);
    }

    [Fact]
    public void A_reset_forgets_everything()
    {
        var ledger = Ledger();
        ledger.Add(Paid("opus", 1m));

        ledger.Reset();

        ledger.Total.Should().Be(new UsageTotals());
        ledger.ByModel.Should().BeEmpty();
        ledger.Entries.Should().BeEmpty();
    }

    [Fact]
    public void A_sink_gets_every_entry_until_it_has_enough_and_one_that_throws_harms_nobody()
    {
        var (ledger, seen) = (Ledger(), new List<UsageEntry>());
        ledger.Subscribe(_ => throw new InvalidOperationException());
        var subscription = ledger.Subscribe(seen.Add);
        ledger.Add(Paid("opus", 1m));
        subscription.Dispose();
        ledger.Add(Paid("opus", 2m));

        seen.Should().ContainSingle(entry => entry.Cost == 1m);
        ledger.Total.Cost.Should().Be(3m);
    }

    [Fact]
    public void Many_threads_lose_no_cent()
    {
        var ledger = Ledger();

        Parallel.For(0, 10_000, call => ledger.Add(Paid("opus", 0.001m) with { Scope = $"{call % 7}" }));

        ledger.Total.Cost.Should().Be(10m);
        ledger.ByScope.Values.Sum(totals => totals.Cost).Should().Be(10m);
    }

    private static CostLedger Ledger(AccountingOptions? options = null) => new(options ?? new AccountingOptions(), new ManualTimeProvider(_noon), NullLogger.Instance);

    private static UsageEntry Paid(string model, decimal cost) => new()
    {
        At = _noon, Source = CallSource.Api, Model = model, Usage = new TokenUsage { Input = 10, Output = 5 }, Cost = cost, CostWithoutCaching = cost,
    };
}
