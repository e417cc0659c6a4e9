using PromptCaching.Accounting;
using PromptCaching.Authentication;
using PromptCaching.CacheControl;
using PromptCaching.RateLimiting;
using PromptCaching.ResponseCaching;
using PromptCaching.Retrying;
using PromptCaching.Retrying.Fallback;
using PromptCaching.Retrying.Limits;

namespace PromptCaching.DependencyInjection;

/// <summary>The chain. Its order is behaviour; the README tells one request through it step by step.</summary>
internal static class HandlerChain
{
    /// <summary>Makes the handlers, outermost first.</summary>
    public static DelegatingHandler[] Create(ChainState state) =>
    [
        // Opens the call and closes it: whatever happens below ends in a report.
        new CallReportHandler(state.Completion, state.Telemetry, state.Time, state.LoggerFor<CallReportHandler>()),

        // Another model's answer is stored under that model, so it is asked for above the store.
        new FallbackHandler(state.Options.Retrying, state.LoggerFor<FallbackHandler>()),

        // The key is taken before any marker is placed; a hit goes no further, so it costs no quota and no attempt.
        new ResponseCachingHandler(state.ResponseCache, state.Options.ResponseCaching, state.Time, state.LoggerFor<ResponseCachingHandler>()),

        // Refuses what no budget has room for; hits above it are free.
        new BudgetGateHandler(state.Budgets, state.Estimates),

        // Waits for a prefix that another call is writing, and then marks the body once, for all attempts; no permit is held while it waits.
        new CacheControlHandler(
            state.Options.CacheControl,
            new CallPlanner(state.TermsOf, state.Options.WarmFirst, state.CacheMemory, state.LoggerFor<CacheControlHandler>()),
            state.KeepWarm),

        // Repeats everything below.
        new RetryingHandler(state.Retries, state.Options.Retrying, () => state.Options.RateLimiting() is { Enabled: true, Limiter: null }),

        // The server counts attempts, so each takes a permit; none is held while a retry waits.
        new RateLimitingHandler(state.Pools, state.Options.RateLimiting, state.Time, state.QuotaMetrics, state.LoggerFor<RateLimitingHandler>()),

        // Parses every physical answer once.
        new UsageMeterHandler(() => state.Catalog, state.Ledger, state.Estimates, state.Telemetry),

        // Ends what does not begin or falls silent; below the limiter, because who waits for a permit has sent nothing.
        new AttemptTimesHandler(state.Options.Retrying, state.Time),

        // A rotated key is seen by the next attempt; our own headers end here.
        new AuthenticationHandler(state.Connection),
    ];
}
