using System.Diagnostics.Metrics;
using System.Net;
using PromptCaching.Http;
using PromptCaching.Retrying;
using PromptCaching.Retrying.Circuits;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Retrying;

/// <summary>What one call asks before its attempts and notes after them, and what it says of that.</summary>
public sealed class RetryCallTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Meter _meter = new("of-this-test");
    private readonly MeterListener _listener = new();
    private readonly RecordingLoggers _log = new();
    private readonly List<string> _counted = [];
    private readonly RetryTools _tools;

    public RetryCallTests()
    {
        _tools = new RetryTools(_clock, static () => 0, _log, new RetryMetrics(_meter));
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter == _meter)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => _counted.Add(
            instrument.Name["promptcaching.retrying.".Length..] + string.Concat(tags.ToArray().Select(static tag => $" {tag.Key}={tag.Value}"))));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_success_at_once_is_an_attempt_and_nothing_more()
    {
        var call = Call(Terms());

        Run(call, null).Should().BeFalse();

        _counted.Should().Equal("attempts");
        _log.Lines.Should().BeEmpty();
    }

    [Fact]
    public void A_success_after_a_failure_is_a_recovery()
    {
        var call = Call(Terms());

        Run(call, Status(503)).Should().BeTrue();
        Run(call, null, retries: 1).Should().BeFalse();

        _counted.Should().Equal("attempts", "retries reason=503", "attempts", "recovered");
        _log.Lines.Should().Equal(
            "Warning: The attempt ended with status 503; retry 1 in 00:00:00.7500000.", "Information: Attempt 2 succeeded.");
    }

    [Fact]
    public void A_failure_that_may_have_been_billed_is_counted_in_the_report_too()
    {
        var report = new CallReport();
        var call = Call(Terms() with { Report = report });

        Run(call, new AttemptOutcome { End = AttemptEnd.Lost }).Should().BeTrue();

        report.AmbiguousAttempts.Should().Be(1);
        _counted.Should().Equal("attempts", "ambiguous", "retries reason=lost");
        _log.Lines[0].Should().StartWith("Warning: Attempt 1 ended with a broken connection");
    }

    [Fact]
    public void After_the_last_retry_it_is_given_up()
    {
        Run(Call(Terms()), Status(529), retries: 3).Should().BeFalse();

        _counted.Should().Equal("attempts", "exhausted limit=retries");
        _log.Lines.Should().Equal("Warning: Gave up: attempt 1 ended with status 529, and no retry is left.");
    }

    [Fact]
    public void What_is_not_safe_to_repeat_is_given_up_as_that()
    {
        var options = new RetryingOptions { RetryAmbiguous = false };

        Run(Call(Terms(options)), new AttemptOutcome { End = AttemptEnd.Lost }).Should().BeFalse();

        _counted.Should().Equal("attempts", "ambiguous", "exhausted limit=ambiguous");
        _log.Lines[^1].Should().EndWith("and repeating it is not safe.");
    }

    [Theory]
    [InlineData(null, "the deadline is near.")]
    [InlineData(30, "the server's wait of 00:00:30 passes the deadline.")]
    public void Near_the_deadline_it_is_given_up_and_says_whose_wait_is_too_long(int? seconds, string reason)
    {
        var call = Call(Terms());
        _clock.Advance(TimeSpan.FromMinutes(10));

        Run(call, Status(503) with { ServerDelay = seconds is { } wait ? TimeSpan.FromSeconds(wait) : null }).Should().BeFalse();

        _counted.Should().Equal("attempts", "exhausted limit=deadline");
        _log.Lines.Should().ContainSingle().Which.Should().EndWith(reason);
    }

    [Fact]
    public void When_the_budget_is_spent_it_is_given_up_but_for_a_429_that_names_its_wait_to_a_limiter()
    {
        var budget = new RetryBudget(_clock);
        while (budget.TrySpend())
        {
        }

        var terms = Terms() with { Budget = budget, IsPaced = true };

        Run(Call(terms), Status(503)).Should().BeFalse();
        Run(Call(terms), Status(429) with { ServerDelay = TimeSpan.FromSeconds(1) }).Should().BeTrue();

        _counted.Should().Equal("attempts", "exhausted limit=budget", "attempts", "retries reason=429");
    }

    [Fact]
    public void A_call_earns_once_however_many_attempts_it_makes()
    {
        var budget = new RetryBudget(_clock);
        while (budget.TrySpend())
        {
        }

        var call = Call(Terms(new RetryingOptions { RetryBudget = 1 }) with { Budget = budget });

        Run(call, Status(503)).Should().BeTrue("it earned one");
        Run(call, Status(503), retries: 1).Should().BeFalse("and spent it");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public void What_lasts_is_not_given_up_but_handed_over(int status)
    {
        Run(Call(Terms()), Status(status)).Should().BeFalse();

        _counted.Should().Equal("attempts");
    }

    [Fact]
    public void Where_retries_are_somebody_else_s_nothing_is_given_up_here()
    {
        Run(Call(Terms() with { MostRetries = 0 }), Status(529)).Should().BeFalse();

        _counted.Should().Equal("attempts");
    }

    [Fact]
    public void A_circuit_opens_refuses_lets_one_through_and_closes_and_each_step_is_told()
    {
        var terms = Terms(new() { BreakerMinAttempts = 2 }) with { Circuit = new Circuit(_clock), MostRetries = 0 };
        Run(Call(terms), Status(529));
        Run(Call(terms), Status(529));

        var refusal = Call(terms).Enter();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Run(Call(terms), null);

        refusal!.Reason.Should().Be(RefusalReason.Unavailable);
        refusal.RetryAfter.Should().Be(TimeSpan.FromSeconds(1));
        refusal.Message.Should().StartWith("https://api fails at present for model (5xx").And.Contain("Try again in 1 s");
        _counted.Should().Equal(
            "attempts", "attempts", "circuit_changes state=open", "refused", "circuit_changes state=half-open", "attempts", "circuit_changes state=closed");
        _log.Lines.Should().HaveCount(2);
    }

    [Fact]
    public void A_call_whose_next_attempt_is_refused_hands_over_its_last_failure_and_is_not_counted_as_refused()
    {
        var terms = Terms(new() { BreakerMinAttempts = 2, BreakDuration = TimeSpan.FromMilliseconds(100) }) with { Circuit = new Circuit(_clock) };
        var call = Call(terms);
        Run(call, Status(529)).Should().BeTrue("one failure opens nothing");
        var last = call.Last!;
        Run(Call(terms), Status(529));

        call.Enter().Should().NotBeNull();
        last.IsLast = true;

        call.Decide(last, 1).Should().BeFalse();
        _counted.Should().NotContain("refused").And.Contain("exhausted limit=circuit");
        _log.Lines[^1].Should().EndWith("and while it waited most other calls failed too.");
    }

    [Fact]
    public void A_wait_that_would_end_at_a_closed_door_is_not_begun()
    {
        var terms = Terms(new() { BreakerMinAttempts = 2, BreakDuration = TimeSpan.FromSeconds(10) }) with { Circuit = new Circuit(_clock) };
        Run(Call(terms), Status(529)).Should().BeTrue();

        Run(Call(terms), Status(529)).Should().BeFalse();

        _counted[^1].Should().Be("exhausted limit=circuit");
        _log.Lines[^1].Should().EndWith("and so did most calls of the last seconds.");
    }

    private static AttemptOutcome Status(int status) => new() { Status = (HttpStatusCode)status };

    private static RetryTerms Terms(RetryingOptions? options = null) => new(options ?? new(), ClaudeEndpoint.Messages, "https://api", "model");

    private RetryCall Call(RetryTerms terms) => new(terms, _tools);

    /// <returns>Whether there is another attempt.</returns>
    private static bool Run(RetryCall call, AttemptOutcome? outcome, int retries = 0)
    {
        call.Enter().Should().BeNull();
        var attempt = new Attempt<int>(0, outcome);
        call.End(attempt);
        return call.Decide(attempt, retries);
    }
}
