using Microsoft.Extensions.Logging;
using PromptCaching.Accounting;
using PromptCaching.CacheControl;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.WarmFirst;
using PromptCaching.RateLimiting;
using PromptCaching.ResponseCaching;
using PromptCaching.Retrying;

namespace PromptCaching.DependencyInjection.Configuration;

/// <summary>Every option that can be configured.</summary>
internal static class ClaudeOptionsTables
{
    public static OptionsTable<ClaudeClientOptions> Client { get; } = new OptionsTable<ClaudeClientOptions>("")
        .Row(nameof(ClaudeClientOptions.ApiKey), static (options, value) => options.ApiKey = value.IsBlank ? options.ApiKey : value.ToText())
        .Row(nameof(ClaudeClientOptions.RequireApiKey), static (options, value) => options.RequireApiKey = value.ToBoolean())
        .Row(nameof(ClaudeClientOptions.AuthToken), static (options, value) => options.AuthToken = value.IsBlank ? options.AuthToken : value.ToText())
        .Row(nameof(ClaudeClientOptions.WorkspaceId), static (options, value) => options.WorkspaceId = value.IsBlank ? options.WorkspaceId : value.ToText())
        .Row(nameof(ClaudeClientOptions.BaseAddress), static (options, value) => options.BaseAddress = value.ToUri())
        .Row(nameof(ClaudeClientOptions.ApiVersion), static (options, value) => options.ApiVersion = value.ToText())
        .Row(nameof(ClaudeClientOptions.Betas), static (options, value) => options.Betas = value.ToList())
        .Row(nameof(ClaudeClientOptions.DefaultModel), static (options, value) => options.DefaultModel = value.ToText())
        .Row(nameof(ClaudeClientOptions.CheckRequests), static (options, value) => options.CheckRequests = value.ToBoolean())
        .Row(nameof(ClaudeClientOptions.DefaultMaxTokens), static (options, value) => options.DefaultMaxTokens = value.ToInt32())
        .Row(nameof(ClaudeClientOptions.DefaultTemperature), static (options, value) => options.DefaultTemperature = value.ToDouble());

    public static OptionsTable<ResponseCachingOptions> ResponseCaching { get; } = new OptionsTable<ResponseCachingOptions>("ResponseCaching")
        .Row(nameof(ResponseCachingOptions.Enabled), static (options, value) => options.Enabled = value.ToBoolean())
        .Row(nameof(ResponseCachingOptions.TimeToLive), static (options, value) => options.TimeToLive = value.ToTimeSpan())
        .Row(nameof(ResponseCachingOptions.MaxBytes), static (options, value) => options.MaxBytes = value.ToInt64())
        .Row(nameof(ResponseCachingOptions.MaxAnswerBytes), static (options, value) => options.MaxAnswerBytes = value.ToInt32())
        .Row(nameof(ResponseCachingOptions.Directory), static (options, value) => options.Directory = value.ToText())
        .Row(nameof(ResponseCachingOptions.DirectoryMaxBytes), static (options, value) => options.DirectoryMaxBytes = value.ToInt64())
        .Row(nameof(ResponseCachingOptions.DirectoryMaxAge), static (options, value) => options.DirectoryMaxAge = value.ToTimeSpan())
        .Row(nameof(ResponseCachingOptions.KeyPrefix), static (options, value) => options.KeyPrefix = value.ToText())
        .Row(nameof(ResponseCachingOptions.CompressionThreshold), static (options, value) => options.CompressionThreshold = value.ToInt32())
        .Row(nameof(ResponseCachingOptions.StoreTimeout), static (options, value) => options.StoreTimeout = value.ToTimeSpan())
        .Row(nameof(ResponseCachingOptions.StoreToolUse), static (options, value) => options.StoreToolUse = value.ToBoolean())
        .Row(nameof(ResponseCachingOptions.StoreLiveTools), static (options, value) => options.StoreLiveTools = value.ToBoolean())
        .Row(nameof(ResponseCachingOptions.FreshMessageIds), static (options, value) => options.FreshMessageIds = value.ToBoolean())
        .Row(nameof(ResponseCachingOptions.OnlyWithoutSampling), static (options, value) => options.OnlyWithoutSampling = value.ToBoolean())
        .Row(nameof(ResponseCachingOptions.AlternativeAnswers), static (options, value) => options.AlternativeAnswers = value.ToInt32())
        .Row(nameof(ResponseCachingOptions.InProcessTimeToLive), static (options, value) => options.InProcessTimeToLive = value.ToTimeSpan())
        .Row(nameof(ResponseCachingOptions.StaleIfOverloaded), static (options, value) => options.StaleIfOverloaded = value.ToTimeSpan())
        .Row(nameof(ResponseCachingOptions.ReplayChunkSize), static (options, value) => options.ReplayChunkSize = value.ToInt32())
        .Row(nameof(ResponseCachingOptions.ReplayDelay), static (options, value) => options.ReplayDelay = value.ToTimeSpan())
        .Row(nameof(ResponseCachingOptions.KeyHeaders), static (options, value) => options.KeyHeaders = value.ToList())
        .Row(nameof(ResponseCachingOptions.ShareAcrossUsers), static (options, value) => options.ShareAcrossUsers = value.ToBoolean())
        .Row(nameof(ResponseCachingOptions.NormalizeWhitespace), static (options, value) => options.NormalizeWhitespace = value.ToBoolean())
        .Row(nameof(ResponseCachingOptions.PreviousSecrets), static (options, value) => options.PreviousSecrets = value.ToList())
        .Row(nameof(ResponseCachingOptions.Secret), static (options, value) => options.Secret = value.ToText())
        .Row(nameof(ResponseCachingOptions.EncryptionKeys), static (options, value) => options.EncryptionKeys = value.ToList());

    public static OptionsTable<CacheControlOptions> CacheControl { get; } = new OptionsTable<CacheControlOptions>("CacheControl")
        .Row(nameof(CacheControlOptions.Enabled), static (options, value) => options.Enabled = value.ToBoolean())
        .Row(nameof(CacheControlOptions.SendDiagnostics), static (options, value) => options.SendDiagnostics = value.ToBoolean())
        .Row(nameof(CacheControlOptions.Placement), static (options, value) => options.Placement = value.ToEnum<CacheControlPlacement>())
        .Row(nameof(CacheControlOptions.Shadow), static (options, value) => options.Shadow = value.ToBoolean())
        .Row(nameof(CacheControlOptions.TreatedShare), static (options, value) => options.TreatedShare = value.ToDouble())
        .Row(nameof(CacheControlOptions.AllowFiveMinutes), static (options, value) => options.AllowFiveMinutes = value.ToBoolean())
        .Row(nameof(CacheControlOptions.AllowOneHour), static (options, value) => options.AllowOneHour = value.ToBoolean())
        .Row(nameof(CacheControlOptions.MarkTools), static (options, value) => options.MarkTools = value.ToBoolean())
        .Row(nameof(CacheControlOptions.MarkSystem), static (options, value) => options.MarkSystem = value.ToBoolean())
        .Row(nameof(CacheControlOptions.MarkMessages), static (options, value) => options.MarkMessages = value.ToBoolean())
        .Row(nameof(CacheControlOptions.Platform), static (options, value) => options.Platform = value.ToEnum<ClaudePlatform>())
        .Row(nameof(CacheControlOptions.SortTools), static (options, value) => options.SortTools = value.ToBoolean())
        .Row(nameof(CacheControlOptions.SortSchemaKeys), static (options, value) => options.SortSchemaKeys = value.ToBoolean())
        .Map(nameof(CacheControlOptions.MinTokens), static (options, model, value) => options.MinTokens[model] = value.ToInt32())
        .Row(nameof(CacheControlOptions.DefaultMinTokens), static (options, value) => options.DefaultMinTokens = value.ToInt32());

    public static OptionsTable<WarmFirstOptions> WarmFirst { get; } = new OptionsTable<WarmFirstOptions>("WarmFirst")
        .Row(nameof(WarmFirstOptions.Enabled), static (options, value) => options.Enabled = value.ToBoolean())
        .Row(nameof(WarmFirstOptions.MinTokens), static (options, value) => options.MinTokens = value.ToInt32())
        .Row(nameof(WarmFirstOptions.LongestWait), static (options, value) => options.LongestWait = value.ToTimeSpan());

    public static OptionsTable<KeepWarmOptions> KeepWarm { get; } = new OptionsTable<KeepWarmOptions>("KeepWarm")
        .Row(nameof(KeepWarmOptions.Enabled), static (options, value) => options.Enabled = value.ToBoolean())
        .Row(nameof(KeepWarmOptions.MaxUsdPerDay), static (options, value) => options.MaxUsdPerDay = value.ToDecimal())
        .Row(nameof(KeepWarmOptions.MinTokens), static (options, value) => options.MinTokens = value.ToInt32());

    public static OptionsTable<RetryingOptions> Retrying { get; } = new OptionsTable<RetryingOptions>("Retrying")
        .Row(nameof(RetryingOptions.Enabled), static (options, value) => options.Enabled = value.ToBoolean())
        .Row(nameof(RetryingOptions.MaxRetries), static (options, value) => options.MaxRetries = value.ToInt32())
        .Row(nameof(RetryingOptions.BaseDelay), static (options, value) => options.BaseDelay = value.ToTimeSpan())
        .Row(nameof(RetryingOptions.MaxDelay), static (options, value) => options.MaxDelay = value.ToTimeSpan())
        .Row(nameof(RetryingOptions.TotalDeadline), static (options, value) => options.TotalDeadline = value.ToTimeSpan())
        .Row(nameof(RetryingOptions.RetryAmbiguous), static (options, value) => options.RetryAmbiguous = value.ToBoolean())
        .Row(nameof(RetryingOptions.BackoffFactor), static (options, value) => options.BackoffFactor = value.ToDouble())
        .Row(nameof(RetryingOptions.Jitter), static (options, value) => options.Jitter = value.ToBoolean())
        .Row(nameof(RetryingOptions.RetryBudget), static (options, value) => options.RetryBudget = value.ToDouble())
        .Row(nameof(RetryingOptions.CircuitBreaker), static (options, value) => options.CircuitBreaker = value.ToBoolean())
        .Row(nameof(RetryingOptions.BreakerFailureShare), static (options, value) => options.BreakerFailureShare = value.ToDouble())
        .Row(nameof(RetryingOptions.BreakerMinAttempts), static (options, value) => options.BreakerMinAttempts = value.ToInt32())
        .Row(nameof(RetryingOptions.BreakDuration), static (options, value) => options.BreakDuration = value.ToTimeSpan())
        .Row(nameof(RetryingOptions.FirstByteTimeout), static (options, value) => options.FirstByteTimeout = value.ToTimeSpan())
        .Row(nameof(RetryingOptions.AnswerTimeout), static (options, value) => options.AnswerTimeout = value.ToTimeSpan())
        .Row(nameof(RetryingOptions.IdleTimeout), static (options, value) => options.IdleTimeout = value.ToTimeSpan())
        .Row(nameof(RetryingOptions.FallbackModels), static (options, value) => options.FallbackModels = value.ToList());

    private static OptionsTable<ModelClassLimits> ClassLimits { get; } = new OptionsTable<ModelClassLimits>("")
        .Row(nameof(ModelClassLimits.RequestsPerMinute), static (limits, value) => limits.RequestsPerMinute = value.ToInt32())
        .Row(nameof(ModelClassLimits.InputTokensPerMinute), static (limits, value) => limits.InputTokensPerMinute = value.ToInt32())
        .Row(nameof(ModelClassLimits.OutputTokensPerMinute), static (limits, value) => limits.OutputTokensPerMinute = value.ToInt32())
        .Row(nameof(ModelClassLimits.CachedReadsCount), static (limits, value) => limits.CachedReadsCount = value.ToBoolean());

    public static OptionsTable<RateLimitingOptions> RateLimiting { get; } = new OptionsTable<RateLimitingOptions>("RateLimiting")
        .Row(nameof(RateLimitingOptions.Enabled), static (options, value) => options.Enabled = value.ToBoolean())
        .Row(nameof(RateLimitingOptions.RequestsPerMinute), static (options, value) => options.RequestsPerMinute = value.ToInt32())
        .Row(nameof(RateLimitingOptions.InputTokensPerMinute), static (options, value) => options.InputTokensPerMinute = value.ToInt32())
        .Row(nameof(RateLimitingOptions.OutputTokensPerMinute), static (options, value) => options.OutputTokensPerMinute = value.ToInt32())
        .Row(nameof(RateLimitingOptions.MaxConcurrency), static (options, value) => options.MaxConcurrency = value.ToInt32())
        .Row(nameof(RateLimitingOptions.QueueLimit), static (options, value) => options.QueueLimit = value.ToInt32())
        .Row(nameof(RateLimitingOptions.LongestWait), static (options, value) => options.LongestWait = value.ToTimeSpan())
        .Nest(nameof(RateLimitingOptions.Classes), ClassLimits, static (options, name) =>
            options.Classes.TryGetValue(name, out var known) ? known : options.Classes[name] = new ModelClassLimits());

    public static OptionsTable<AccountingOptions> Accounting { get; } = new OptionsTable<AccountingOptions>("Accounting")
        .Row(nameof(AccountingOptions.MaxEntries), static (options, value) => options.MaxEntries = value.ToInt32())
        .Row(nameof(AccountingOptions.MaxNames), static (options, value) => options.MaxNames = value.ToInt32())
        .Row(nameof(AccountingOptions.File), static (options, value) => options.File = value.ToText())
        .Row(nameof(AccountingOptions.FileMaxBytes), static (options, value) => options.FileMaxBytes = value.ToInt64());

    public static OptionsTable<TelemetryOptions> Telemetry { get; } = new OptionsTable<TelemetryOptions>("Telemetry")
        .Row(nameof(TelemetryOptions.CaptureContent), static (options, value) => options.CaptureContent = TelemetryWords.CapturesContent(value))
        .Row(nameof(TelemetryOptions.LatestConventions), static (options, value) => options.LatestConventions = TelemetryWords.AreLatest(value))
        .Row(nameof(TelemetryOptions.CallLogLevel), static (options, value) => options.CallLogLevel = value.ToEnum<LogLevel>())
        .Row(nameof(TelemetryOptions.HitRateTarget), static (options, value) => options.HitRateTarget = value.ToDouble());

    /// <summary>Gets the names of the sections under <c>Claude</c>.</summary>
    public static IReadOnlyList<string> Sections { get; } =
        [ResponseCaching.Section, CacheControl.Section, WarmFirst.Section, KeepWarm.Section, Retrying.Section, RateLimiting.Section, Accounting.Section,
            Telemetry.Section];
}
