using PromptCaching.Accounting;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Ledger;

public sealed class CostLedgerSinksTests
{
    private static readonly UsageEntry _entry = new() { Source = CallSource.Api, Scope = "s", Tags = ["t"], Usage = new(), Cost = 1m };
    private readonly RecordingLoggers _log = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly CostLedger _ledger;

    public CostLedgerSinksTests() => _ledger = new CostLedger(new AccountingOptions(), _clock, _log);

    [Fact]
    public void One_sink_that_subscribed_twice_leaves_once_at_a_time()
    {
        var told = 0;
        void Sink(UsageEntry entry) => told++;
        var first = _ledger.Subscribe(Sink);
        _ledger.Subscribe(Sink);
        first.Dispose();
        first.Dispose();
        _ledger.Add(_entry);
        told.Should().Be(1);
    }

    [Fact]
    public void Who_leaves_takes_nobody_along()
    {
        var told = new List<string>();
        _ledger.Subscribe(_ => told.Add("a"));
        var middle = _ledger.Subscribe(_ => told.Add("b"));
        _ledger.Subscribe(_ => told.Add("c"));
        middle.Dispose();
        _ledger.Add(_entry);
        told.Should().Equal("a", "c");
    }

    [Fact]
    public void A_sink_that_throws_is_in_the_log()
    {
        _ledger.Subscribe(static _ => throw new InvalidOperationException());
        _ledger.Add(_entry);
        _log.Lines.Should().Equal("Error: A sink of the cost ledger threw; the entry stays in the ledger.");
    }

    [Fact]
    public void What_is_restored_is_counted_and_told_to_nobody()
    {
        var told = 0;
        _ledger.Subscribe(_ => told++);
        _ledger.Restore(_entry);
        (told, _ledger.Total.Cost, _ledger.Entries.Count).Should().Be((0, 1m, 1));
    }

    [Fact]
    public void A_sink_sees_the_entry_in_the_sums_already()
    {
        var seen = 0m;
        _ledger.Subscribe(_ => seen = _ledger.Total.Cost);
        _ledger.Add(_entry);
        seen.Should().Be(1m);
    }

    [Fact]
    public void A_reset_forgets_every_kind_of_sum()
    {
        _ledger.Add(_entry with { Model = "m" });
        _ledger.Reset();
        _ledger.ByModel.Should().BeEmpty();
        _ledger.ByScope.Should().BeEmpty();
        _ledger.ByTag.Should().BeEmpty();
        _ledger.ByDay.Should().BeEmpty();
        _ledger.Entries.Should().BeEmpty();
        _ledger.Total.Should().Be(new UsageTotals());
    }

    [Fact]
    public void Who_names_neither_model_nor_scope_is_summed_up_under_nothing_and_days_are_those_of_utc()
    {
        _ledger.Add(new UsageEntry { At = new DateTimeOffset(2026, 11, 21, 1, 0, 0, TimeSpan.FromHours(2)), Source = CallSource.Api });
        _ledger.ByModel.Keys.Should().Equal("");
        _ledger.ByScope.Keys.Should().Equal("");
        _ledger.ByTag.Should().BeEmpty();
        _ledger.ByDay.Keys.Should().Equal(new DateOnly(2026, 11, 20));
    }

    [Fact]
    public void Four_thousand_days_have_sums_of_their_own()
    {
        for (var day = 0; day <= 4000; day++)
        {
            _ledger.Restore(_entry with { At = _clock.GetUtcNow().AddDays(day) });
        }

        _ledger.ByDay.Should().HaveCount(4001).And.ContainKey(DateOnly.MinValue);
        _ledger.ByDay[DateOnly.MinValue].Attempts.Should().Be(1);
    }

    [Fact]
    public void A_sink_that_is_null_is_a_slip() =>
        _ledger.Invoking(static ledger => ledger.Subscribe(null!)).Should().Throw<ArgumentNullException>().WithParameterName("sink");
}
