using PromptCaching.Retrying.Circuits;

namespace PromptCaching.Retrying;

/// <summary>One call on its way through its attempts: asks before each, takes note after each.</summary>
internal sealed class RetryCall(RetryTerms terms, RetryTools tools)
{
    private readonly long _start = tools.Time.GetTimestamp();
    private CircuitPass _pass;
    private int _attempts;

    public TimeSpan? NextDelay { get; private set; }

    /// <summary>Gets the attempt that was made last.</summary>
    public Attempt? Last { get; private set; }

    /// <summary>Takes the leave to make an attempt.</summary>
    /// <returns>The refusal, when there is none to be had.</returns>
    public ClaudeRefusedException? Enter()
    {
        if (terms.Circuit is { } circuit)
        {
            _pass = circuit.Enter(terms.Options);
            if (!_pass.IsPermitted)
            {
                return Refuse(_pass.Wait);
            }

            if (_pass.IsProbe)
            {
                tools.Metrics.CircuitIs("half-open");
            }
        }

        if (_attempts++ == 0)
        {
            terms.Budget?.Earn(terms.Options.RetryBudget);
        }

        tools.Metrics.Attempt();
        return null;
    }

    public void End(Attempt attempt)
    {
        Last = attempt;
        switch (terms.Circuit?.End(_pass, attempt.Outcome is { IsOutage: true }, terms.Options))
        {
            case CircuitChange.Opened:
                tools.Metrics.CircuitIs("open");
                tools.Logger.CircuitOpened(terms.Origin, terms.Model, terms.Options.BreakDuration);
                break;
            case CircuitChange.Closed:
                tools.Metrics.CircuitIs("closed");
                tools.Logger.CircuitClosed(terms.Origin, terms.Model);
                break;
            default:
                break;
        }

        if (attempt.Outcome is { IsAmbiguous: true } unclear)
        {
            tools.Metrics.Ambiguous();
            tools.Logger.MayBeBilledTwice(_attempts, unclear.ToString());
            if (terms.Report is { } report)
            {
                report.AmbiguousAttempts++;
            }
        }
        else if (attempt.Outcome is null && _attempts > 1)
        {
            tools.Metrics.Recovered();
            tools.Logger.Recovered(_attempts);
        }
    }

    /// <summary>Decides whether there is another attempt, and when.</summary>
    public bool Decide(Attempt attempt, int retries)
    {
        if (attempt.Outcome is not { } outcome)
        {
            return false;
        }

        if (attempt.IsLast)
        {
            GiveUp(outcome, "circuit", "while it waited most other calls failed too");
            return false;
        }

        var elapsed = tools.Time.GetElapsedTime(_start);
        NextDelay = retries >= terms.MostRetries
            ? null
            : RetryRules.Decide(terms.Options, terms.Endpoint, outcome, retries, elapsed, tools.Chance());
        var (limit, reason) = NextDelay is { } delay ? Forbids(outcome, delay) : WhyNot(outcome, retries);
        if (limit is null)
        {
            tools.Metrics.Retry(outcome.Reason);
            tools.Logger.RetryScheduled(retries + 1, NextDelay!.Value, outcome.ToString());
            return true;
        }

        if (RetryRules.IsWorthRepeating(outcome) && terms.MostRetries > 0)
        {
            GiveUp(outcome, limit, reason);
        }

        return false;
    }

    private void GiveUp(AttemptOutcome outcome, string limit, string reason)
    {
        tools.Metrics.Exhausted(limit);
        tools.Logger.GaveUp(_attempts, outcome.ToString(), reason);
    }

    private (string? Limit, string Reason) Forbids(AttemptOutcome outcome, TimeSpan delay) =>
        terms.Circuit is { } circuit && circuit.IsOpenAfter(delay) ? ("circuit", "so did most calls of the last seconds")
        : RetryRules.IsFreeOfBudget(outcome, terms.IsPaced) || terms.Budget is not { } budget || budget.TrySpend() ? (null, "")
        : ("budget", "the retry budget that all calls share is used up");

    private (string? Limit, string Reason) WhyNot(AttemptOutcome outcome, int retries) =>
        retries >= terms.MostRetries ? ("retries", "no retry is left")
        : !RetryRules.IsSafeToRepeat(terms.Options, terms.Endpoint, outcome) ? ("ambiguous", "repeating it is not safe")
        : ("deadline", outcome.ServerDelay is { } wait ? $"the server's wait of {wait} passes the deadline" : "the deadline is near");

    private ClaudeRefusedException Refuse(TimeSpan wait)
    {
        if (Last is null)
        {
            tools.Metrics.Refused();
        }

        return new ClaudeRefusedException(
            RefusalReason.Unavailable,
            FormattableString.Invariant($"{terms.Origin} fails at present{(terms.Model is null ? "" : " for " + terms.Model)} (5xx, 529 or no connection ")
            + FormattableString.Invariant($"for most calls of the last seconds), so this one was not sent. Try again in {wait.TotalSeconds:0.##} s, ")
            + "name Retrying:FallbackModels, or switch Retrying:CircuitBreaker off.")
        {
            RetryAfter = wait,
        };
    }
}
