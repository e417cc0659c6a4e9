using PromptCaching.Accounting;
using PromptCaching.Bodies;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting;

public sealed class CallCompletionTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly _day = new(2026, 11, 20);
    private readonly RecordingLoggers _log = new();
    private readonly CostLedger _ledger;
    private readonly ModelCatalog _catalog = new(
        [new ModelCatalogEntry { Id = "m", Prices = new() { Input = 1m, Output = 2m } }, new ModelCatalogEntry { Id = "unpriced" }]);

    public CallCompletionTests() => _ledger = new CostLedger(new AccountingOptions(), new ManualTimeProvider(_now), _log);

    [Fact]
    public void A_paid_call_takes_its_names_from_the_answer_and_keeps_its_bill()
    {
        var report = new CallReport { Source = CallSource.Api, Model = "asked", Usage = new TokenUsage { Input = 1 }, Cost = 5m, CostWithoutCaching = 7m };
        Completion().Complete(report, Answer(), _day, _log);
        report.Should().BeEquivalentTo(new
        {
            Model = "m", MessageId = "msg", StopReason = "end_turn", Error = (string?)null, Cost = 5m, CostWithoutCaching = 7m, IsComplete = true,
        });
        report.Usage!.Input.Should().Be(1);
        _ledger.Entries.Should().BeEmpty("its attempts are in the ledger");
    }

    [Theory]
    [InlineData(CallSource.ResponseCache)]
    [InlineData(CallSource.Joined)]
    public void Who_is_served_with_anothers_answer_pays_nothing_and_is_written_down(CallSource source)
    {
        var report = new CallReport { Source = source, Usage = new TokenUsage { Input = 9 }, Cost = 9m, IsUsagePartlyUnknown = true, RequestId = "req", Scope = "s", Tags = ["t"] };
        Completion().Complete(report, Answer(), _day, _log);
        report.Should().BeEquivalentTo(new { Usage = new TokenUsage(), Cost = 0m, CostWithoutCaching = 2m, IsUsagePartlyUnknown = false });
        _ledger.Entries.Should().ContainSingle().Which.Should().BeEquivalentTo(new UsageEntry
        {
            At = _now, Source = source, RequestId = "req", MessageId = "msg", Model = "m", Scope = "s", Tags = ["t"],
            Usage = new TokenUsage(), Cost = 0m, CostWithoutCaching = 2m,
        });
    }

    [Fact]
    public void An_answer_without_a_model_is_of_the_one_that_was_asked()
    {
        var report = new CallReport { Source = CallSource.Api, Model = "asked" };
        Completion().Complete(report, new AnswerOutline(), _day, _log);
        report.Should().BeEquivalentTo(new { Model = "asked", Error = "incomplete" });
    }

    [Fact]
    public void An_error_within_an_answer_is_its_error()
    {
        var report = new CallReport();
        Completion().Complete(report, new AnswerOutline { IsComplete = true, Error = "overloaded_error" }, _day, _log);
        report.Error.Should().Be("overloaded_error");
    }

    [Fact]
    public void Compressed_answers_are_warned_of_once_and_are_no_failures()
    {
        var (completion, report) = (Completion(), new CallReport());
        completion.Complete(report, new AnswerOutline { IsEncoded = true }, _day, _log);
        completion.Complete(new CallReport(), new AnswerOutline { IsEncoded = true }, _day, _log);
        report.Error.Should().BeNull();
        _log.Lines.Where(static line => line.StartsWith("Warning")).Should().Equal(
            "Warning: Answers pass the chain compressed, so they are neither counted nor stored; set AutomaticDecompression on the primary handler.");
    }

    [Fact]
    public void Answers_that_are_not_compressed_are_not_warned_of()
    {
        Completion().Complete(new CallReport { Source = CallSource.Api }, Answer(), _day, _log);
        _log.Lines.Should().ContainSingle().Which.Should().StartWith("Debug");
    }

    [Fact]
    public void A_call_is_told_in_one_line_with_what_it_used_and_saved()
    {
        Completion().Complete(
            new CallReport
            {
                Source = CallSource.Api, Model = "m", Attempts = 2, Cost = 0.25m, CostWithoutCaching = 0.75m,
                Usage = new TokenUsage { Input = 1, CacheWrite5m = 2, CacheWrite1h = 3, CacheRead = 4, Output = 5 },
            },
            _log);
        _log.Lines.Should().Equal(
            "Debug: Api: m, 2 attempts, tokens: 10 in (5 written to the prompt cache, 4 read), 5 out; 0.25 USD, 0.50 USD saved (66.7 %).");
    }

    [Fact]
    public void Of_nothing_no_percentage_is_saved()
    {
        Completion().Complete(new CallReport { Source = CallSource.Api, Model = "m", Usage = new(), Cost = 0m, CostWithoutCaching = 0m }, _log);
        _log.Lines.Should().Equal("Debug: Api: m, 0 attempts, tokens: 0 in (0 written to the prompt cache, 0 read), 0 out; 0 USD, 0 USD saved ( %).");
    }

    [Fact]
    public void A_call_of_which_nothing_is_known_says_that()
    {
        Completion().Complete(new CallReport { Model = "m", Attempts = 1, Error = "connection" }, _log);
        _log.Lines.Should().Equal("Debug: connection: m, 1 attempts; what was used is not known.");
    }

    [Fact]
    public void A_call_that_was_refused_here_says_by_whom()
    {
        Completion().Complete(new CallReport { Model = "m", Error = "refused", Refusal = "budget", RefusedByBudget = "month" }, _log);
        Completion().Complete(new CallReport { Model = "m", Error = "refused", Refusal = "quota" }, _log);
        Completion().Complete(new CallReport { Model = "m", Error = "refused", Refusal = "quota", Attempts = 1 }, _log);
        _log.Lines.Should().Equal(
            "Debug: refused: m, 0 attempts; refused here (budget month), so this call used nothing.",
            "Debug: refused: m, 0 attempts; refused here (quota), so this call used nothing.",
            "Debug: refused: m, 1 attempts; what was used is not known.");
    }

    [Fact]
    public void Prices_are_missed_only_of_models_that_nobody_knows()
    {
        var completion = Completion();
        completion.Complete(new CallReport { Model = "unpriced", Usage = new() }, _log);
        completion.Complete(new CallReport { Model = "unheard-of", Usage = new(), Cost = 1m }, _log);
        completion.Complete(new CallReport { Model = "unheard-of" }, _log);
        completion.Complete(new CallReport { Usage = new() }, _log);
        _log.Lines.Should().NotContain(static line => line.StartsWith("Warning"));
        completion.Complete(new CallReport { Model = "unheard-of", Usage = new() }, _log);
        completion.Complete(new CallReport { Model = "another", Usage = new() }, _log);
        completion.Complete(new CallReport { Model = "another", Usage = new() }, _log);
        _log.Lines.Where(static line => line.StartsWith("Warning")).Should().Equal(
            "Warning: The model unheard-of is not in the catalog, so what its calls cost is unknown: check how it is spelt, or add it with AddModels.",
            "Warning: The model another is not in the catalog, so what its calls cost is unknown: check how it is spelt, or add it with AddModels.");
    }

    [Fact]
    public void Every_observer_is_told_of_a_report_that_is_complete_whatever_the_one_before_makes_of_it()
    {
        var told = new List<CallReport>();
        var report = new CallReport();
        Completion(new Throwing(), new Listening(told)).Complete(report, _log);
        told.Should().ContainSingle().Which.Should().BeSameAs(report).And.Match<CallReport>(static one => one.IsComplete);
        _log.Lines.Should().Contain("Error: Throwing threw when it was told of a finished call; the call is not affected.");
    }

    private static AnswerOutline Answer() => AnswerScan.Read(
        """{"type":"message","id":"msg","model":"m","stop_reason":"end_turn","usage":{"input_tokens":1000000,"output_tokens":500000}}"""u8, isStream: false);

    private CallCompletion Completion(params ICallObserver[] observers) => new(() => _catalog, observers, _ledger);

    private sealed class Throwing : ICallObserver
    {
        public void OnCallCompleted(CallReport report) => throw new InvalidOperationException();
    }

    private sealed class Listening(List<CallReport> told) : ICallObserver
    {
        public void OnCallCompleted(CallReport report) => told.Add(report);
    }
}
