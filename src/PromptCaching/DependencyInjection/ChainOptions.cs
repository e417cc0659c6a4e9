using PromptCaching.Accounting;
using PromptCaching.CacheControl;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.WarmFirst;
using PromptCaching.RateLimiting;
using PromptCaching.ResponseCaching;
using PromptCaching.Retrying;

namespace PromptCaching.DependencyInjection;

/// <summary>The options of one chain, asked for at every call so that limits and switches stay live.</summary>
internal sealed record ChainOptions(
    Func<ClaudeClientOptions> Client,
    Func<ResponseCachingOptions> ResponseCaching,
    Func<CacheControlOptions> CacheControl,
    Func<WarmFirstOptions> WarmFirst,
    Func<KeepWarmOptions> KeepWarm,
    Func<RetryingOptions> Retrying,
    Func<RateLimitingOptions> RateLimiting,
    Func<SimilarAnswersOptions> SimilarAnswers,
    Func<AccountingOptions> Accounting,
    Func<TelemetryOptions> Telemetry);
