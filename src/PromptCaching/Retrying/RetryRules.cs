using System.Net;
using PromptCaching.Http;

namespace PromptCaching.Retrying;

/// <summary>Decides whether an attempt is repeated, and after how long.</summary>
internal static class RetryRules
{
    private const int Overloaded = 529;
    private const double LeastJitter = 0.75;

    /// <param name="options">The limits.</param>
    /// <param name="endpoint">What was asked: a batch or a file must not be created twice.</param>
    /// <param name="outcome">How the attempt ended.</param>
    /// <param name="retries">The repetitions made so far.</param>
    /// <param name="elapsed">The time since the call began.</param>
    /// <param name="chance">A number in [0, 1) that spreads callers who failed together.</param>
    /// <returns>The wait before the next attempt, or null to give up.</returns>
    public static TimeSpan? Decide(
        RetryingOptions options, ClaudeEndpoint endpoint, AttemptOutcome outcome, int retries, TimeSpan elapsed, double chance)
    {
        if (!options.Enabled || retries >= options.MaxRetries || !IsWorthRepeating(outcome) || !IsSafeToRepeat(options, endpoint, outcome))
        {
            return null;
        }

        var delay = outcome.ServerDelay is { } server ? server + Spread(options, chance) : Backoff(options, retries, chance);
        return elapsed + delay <= options.TotalDeadline ? delay : null;
    }

    /// <summary>Whether the failure is one that passes, limits aside.</summary>
    public static bool IsWorthRepeating(AttemptOutcome outcome) =>
        !outcome.IsSpendLimit && (outcome.ServerSaysRetry ?? (outcome.Status is not { } status || status
            is HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError));

    /// <summary>Some failures mean that nothing was done; after the others the request may be done, and billed, twice.</summary>
    public static bool IsSafeToRepeat(RetryingOptions options, ClaudeEndpoint endpoint, AttemptOutcome outcome)
    {
        var wasRejected = outcome.Status is HttpStatusCode.TooManyRequests or (HttpStatusCode)Overloaded;
        var isUnclear = outcome.IsAmbiguous || (outcome.Status is not null && !wasRejected);
        return endpoint switch
        {
            ClaudeEndpoint.Messages or ClaudeEndpoint.CountTokens => !outcome.IsAmbiguous || options.RetryAmbiguous,
            ClaudeEndpoint.Reading => true,
            _ => !isUnclear,
        };
    }

    /// <summary>A 429 was not worked on, and the server chose the moment itself; where the limiter lets nobody out before it, nothing is amplified.</summary>
    public static bool IsFreeOfBudget(AttemptOutcome outcome, bool isPaced) =>
        isPaced && outcome is { Status: HttpStatusCode.TooManyRequests, ServerDelay: not null };

    private static TimeSpan Backoff(RetryingOptions options, int retries, double chance)
    {
        var longest = Math.Min(
            options.BaseDelay.TotalMilliseconds * Math.Pow(options.BackoffFactor, retries), options.MaxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(options.Jitter ? longest * (LeastJitter + ((1 - LeastJitter) * chance)) : longest);
    }

    /// <summary>Nobody comes back early, and not everybody at the same instant.</summary>
    private static TimeSpan Spread(RetryingOptions options, double chance) => options.Jitter ? options.BaseDelay * chance : TimeSpan.Zero;
}
