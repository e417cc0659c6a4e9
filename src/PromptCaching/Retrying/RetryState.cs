using Microsoft.Extensions.Logging;
using PromptCaching.Http;

namespace PromptCaching.Retrying;

/// <summary>What one call needs to decide about its own repetitions: one snapshot of the options, one start time.</summary>
internal sealed class RetryState(RetryingOptions options, ClaudeEndpoint endpoint, TimeProvider time, Func<double> chance, ILogger logger)
{
    private readonly long _start = time.GetTimestamp();

    public TimeProvider Time => time;

    public TimeSpan? NextDelay { get; private set; }

    public bool Decide(AttemptOutcome outcome, int retries)
    {
        NextDelay = RetryRules.Decide(options, endpoint, outcome, retries, time.GetElapsedTime(_start), chance());
        if (NextDelay is { } delay)
        {
            logger.RetryScheduled(retries + 1, delay, outcome.ToString());
        }
        else if (RetryRules.IsWorthRepeating(outcome))
        {
            logger.GaveUp(retries + 1, outcome.ToString(), WhyNot(outcome, retries));
        }

        return NextDelay is not null;
    }

    private string WhyNot(AttemptOutcome outcome, int retries) =>
        retries >= options.MaxRetries ? "no retry is left"
        : outcome.IsAmbiguous || outcome.ServerDelay is null ? "repeating it is not safe, or passes the deadline"
        : $"the server's wait of {outcome.ServerDelay} passes the deadline";
}
