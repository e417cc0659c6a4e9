using System.Diagnostics.Metrics;
using PromptCaching.Accounting;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class BudgetBookTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 12, 15, 0, TimeSpan.Zero);
    private static readonly CallEstimate _estimate = new() { Model = "m", ExpectedCost = 0.3m, HighestCost = 0.5m };
    private readonly ManualTimeProvider _clock = new(_now);
    private readonly RecordingLoggers _log = new();
    private readonly Meter _meter = new("test");
    private readonly List<string> _measured = [];
    private readonly MeterListener _listener = new();

    public BudgetBookTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, _meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => _measured.Add($"{instrument.Name} {value} {instrument.Unit} {tags[0].Key}={tags[0].Value}"));
        _listener.Start();
    }

    [Fact]
    public async Task A_call_that_no_budget_holds_for_reserves_nothing()
    {
        using var book = Book(Of("b") with { Scope = "other" });
        book.IsEmpty.Should().BeFalse();
        (await book.ReserveAsync("team", [], _estimate, default)).Should().BeNull();
        using var none = Book();
        none.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task A_call_reserves_in_all_its_budgets_until_it_ends_and_ends_once()
    {
        using var book = Book(Of("all"), Of("team") with { Scope = "team" }, Of("other") with { Scope = "other" });
        var one = await book.ReserveAsync("team", [], _estimate, default);
        var two = await book.ReserveAsync("team", [], _estimate, default);
        book.Status.Select(static status => status.Reserved).Should().Equal(0.6m, 0.6m, 0m);
        one!.End();
        one.End();
        book.Status.Select(static status => status.Reserved).Should().Equal(0.3m, 0.3m, 0m);
        two!.End();
        book.Status.Should().OnlyContain(static status => status.Reserved == 0m);
    }

    [Fact]
    public async Task A_call_that_one_of_two_budgets_has_no_room_for_reserves_in_none_and_only_that_one_counts_it()
    {
        using var book = Book(Of("large"), Of("small") with { Usd = 0.25m, IsStrict = true });
        var refused = await RefusedAsync(book, _estimate);
        refused.Should().BeEquivalentTo(new { Reason = RefusalReason.Budget, Budget = "small", RetryAfter = TimeSpan.FromMinutes(45) });
        refused.Message.Should().StartWith("The budget small of 0.25 USD has no room for the call, which is reckoned to cost 0.5 USD at most: 0.25 USD are left");
        book.Status.Should().BeEquivalentTo([new { Name = "large", Reserved = 0m, Refused = 0L }, new { Name = "small", Reserved = 0m, Refused = 1L }]);
    }

    [Fact]
    public async Task The_first_refusal_of_a_period_is_a_warning_and_the_rest_are_details()
    {
        using var book = Book(Of("b") with { Usd = 0.1m, IsStrict = true });
        await RefusedAsync(book, _estimate);
        await RefusedAsync(book, _estimate);
        _log.Lines.Should().Equal(
            "Warning: The budget b refuses a call: 0 USD are spent and 0 USD reserved, of 0.1 USD. It begins anew: 2026-11-20 13:00 UTC.",
            "Debug: The budget b refuses a call: 0 USD are spent and 0 USD reserved, of 0.1 USD. It begins anew: 2026-11-20 13:00 UTC.");
        _measured.Should().Equal("promptcaching.budgets.refused 1 {call} budget=b", "promptcaching.budgets.refused 1 {call} budget=b");
    }

    [Fact]
    public async Task A_budget_that_never_begins_anew_tells_no_time_to_wait()
    {
        using var book = Book(Of("b") with { Usd = 0m, Period = BudgetPeriod.Total });
        (await RefusedAsync(book, _estimate)).RetryAfter.Should().BeNull();
    }

    [Fact]
    public async Task A_call_of_unknown_price_is_let_in_unless_a_budget_is_strict()
    {
        using var book = Book(Of("b"));
        (await book.ReserveAsync(null, [], null, default)).Should().NotBeNull();
        book.Status[0].Reserved.Should().Be(0m);
        using var strict = Book(Of("b"), Of("strict") with { IsStrict = true });
        (await RefusedAsync(strict, null)).Message.Should().Contain("strict is strict");
    }

    [Fact]
    public async Task A_guess_that_is_too_large_is_cut_to_what_the_smallest_budget_has_left()
    {
        using var book = Book(Of("large"), Of("small") with { Usd = 0.2m });
        await book.ReserveAsync(null, [], _estimate, default);
        book.Status.Select(static status => status.Reserved).Should().Equal(0.2m, 0.2m);
    }

    [Fact]
    public async Task A_strict_budget_has_no_part_in_that()
    {
        using var book = Book(Of("strict") with { Usd = 1m, IsStrict = true });
        var claim = _estimate with { Variance = 1, HighestCost = 2m };
        await RefusedAsync(book, claim);
        using var both = Book(Of("plain"), Of("strict") with { Usd = 0.6m, IsStrict = true });
        await both.ReserveAsync(null, [], _estimate, default);
        both.Status.Select(static status => status.Reserved).Should().Equal(0.3m, 0.5m);
    }

    [Theory]
    [InlineData(UsageKnowledge.Known, 0.7, 0.7, 0.7)]
    [InlineData(UsageKnowledge.Known, null, 0, 0)]
    [InlineData(UsageKnowledge.Unknown, null, 0.3, 0.5)]
    [InlineData(UsageKnowledge.Partly, 0.1, 0.3, 0.5)]
    [InlineData(UsageKnowledge.Partly, 0.4, 0.4, 0.5)]
    [InlineData(UsageKnowledge.Partly, 0.9, 0.9, 0.9)]
    public async Task An_attempt_pays_what_is_known_or_what_was_reserved_if_that_is_more(UsageKnowledge knowledge, double? cost, double plain, double strict)
    {
        using var book = Book(Of("plain"), Of("strict") with { IsStrict = true });
        var reservation = await book.ReserveAsync(null, [], _estimate, default);
        reservation!.Pay(new UsageEntry { Knowledge = knowledge, Cost = (decimal?)cost });
        book.Status.Select(static status => (double)status.Spent).Should().Equal(plain, strict);
    }

    [Fact]
    public async Task A_threshold_is_told_to_listener_log_and_metrics()
    {
        var told = new List<BudgetStatus>();
        using var book = Book(Of("b") with { WarnAt = [0.5, 0.75], OnWarning = told.Add });
        var reservation = await book.ReserveAsync(null, [], _estimate, default);
        reservation!.Pay(new UsageEntry { Cost = 0.8m });
        told.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = "b", Spent = 0.8m, Reserved = 0.3m });
        _log.Lines.Should().Equal("Warning: Of the budget b 0.8 USD of 1 USD are spent: it has reached 0.75 of its amount. It begins anew: 2026-11-20 13:00 UTC.");
        _measured.Should().Equal("promptcaching.budgets.warnings 1 {warning} budget=b");
    }

    [Fact]
    public async Task Each_budget_warns_though_the_listener_of_the_one_before_throws()
    {
        var told = 0;
        using var book = Book(
            Of("one") with { OnWarning = static _ => throw new InvalidOperationException() }, Of("two") with { OnWarning = _ => told++ });
        (await book.ReserveAsync(null, [], _estimate, default))!.Pay(new UsageEntry { Cost = 1m });
        told.Should().Be(1);
        _log.Lines.Should().HaveCount(3).And.Contain("Error: OnWarning of the budget one threw; the call is not affected.");
    }

    [Fact]
    public void Of_what_an_earlier_process_spent_what_is_of_this_period_counts()
    {
        using var book = Book(Of("hour"), Of("total") with { Period = BudgetPeriod.Total }, Of("team") with { Scope = "team" }, Of("tag") with { Tag = "t" });
        book.Restore(new UsageEntry { At = _now, Cost = 0.125m });
        book.Restore(new UsageEntry { At = _now.AddHours(-1), Cost = 0.25m, Scope = "team" });
        book.Restore(new UsageEntry { At = _now.AddMinutes(-15), Cost = 0.0625m, Scope = "team", Tags = ["t"] });
        book.Restore(new UsageEntry { At = _now });
        book.Status.Select(static status => status.Spent).Should().Equal(0.1875m, 0.4375m, 0.0625m, 0.0625m);
    }

    [Fact]
    public void Two_budgets_of_one_name_are_told_apart_by_nobody() => ((Action)(() => Book(Of("b"), Of("c"), Of("b")).Dispose()))
        .Should().Throw<ArgumentException>().WithParameterName("budgets").WithMessage("Two budgets are called b; give each a name of its own.*");

    [Fact]
    public async Task What_others_share_is_not_restored_and_a_later_refusal_gives_back_what_was_reserved_before()
    {
        var others = new MemoryBudgets();
        using var book = new BudgetBook(
            [Of("large"), Of("strict") with { Usd = 0.25m, IsStrict = true }], _clock, _log, new BudgetMetrics(_meter), others);
        book.Restore(new UsageEntry { At = _now, Cost = 0.9m });
        (await RefusedAsync(book, _estimate)).Budget.Should().Be("strict");
        (await RefusedAsync(book, null)).Budget.Should().Be("strict");
        (await book.ReadAsync(default)).Should().BeEquivalentTo(
            [new { Spent = 0m, Reserved = 0m, Refused = 0L }, new { Spent = 0m, Reserved = 0m, Refused = 2L }]);
    }

    [Fact]
    public async Task Reading_a_shared_budget_leaves_nothing_held()
    {
        var others = new MemoryBudgets();
        using var book = new BudgetBook([Of("b")], _clock, _log, new BudgetMetrics(_meter), others);
        var reservation = await book.ReserveAsync(null, [], _estimate, default);
        (await book.ReadAsync(default))[0].Reserved.Should().Be(0.3m);
        reservation!.Pay(new UsageEntry { Cost = 0.25m });
        reservation.End();
        (await book.ReadAsync(default))[0].Should().BeEquivalentTo(new { Spent = 0.25m, Reserved = 0m });
        others.Answered[^1].Should().BeEquivalentTo(new { Spent = 0.25m, Held = default(BudgetClaim) });
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    private static Budget Of(string name) => new() { Name = name, Usd = 1m, Period = BudgetPeriod.Hour };

    private static async Task<ClaudeRefusedException> RefusedAsync(BudgetBook book, CallEstimate? estimate) =>
        (await ((Func<Task>)(async () => await book.ReserveAsync(null, [], estimate, default))).Should().ThrowAsync<ClaudeRefusedException>()).Which;

    private BudgetBook Book(params Budget[] budgets) => new(budgets, _clock, _log, new BudgetMetrics(_meter));
}
