using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using PromptCaching.Accounting;
using PromptCaching.CacheControl;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.WarmFirst;
using PromptCaching.RateLimiting;
using PromptCaching.ResponseCaching;
using PromptCaching.Retrying;

namespace PromptCaching;

/// <summary>Everything that <see cref="ClaudeCachingHandler.Create"/> needs, for programs without dependency injection.</summary>
public sealed class ClaudeCachingOptions
{
    /// <summary>Gets or sets who we are to the API.</summary>
    /// <value>The default needs a key on every request, or <see cref="ClaudeClientOptions.ApiKey"/> to be set; the environment is not read.</value>
    public ClaudeClientOptions Client { get; set; } = new() { RequireApiKey = false };

    /// <summary>Gets or sets how answers are stored.</summary>
    /// <value>The default is on, in memory.</value>
    public ResponseCachingOptions ResponseCaching { get; set; } = new();

    /// <summary>Gets or sets whether a question may get the answer to a similar one.</summary>
    /// <value>The default is off: <see cref="SimilarAnswersOptions.Embed"/> is not set.</value>
    public SimilarAnswersOptions SimilarAnswers { get; set; } = new();

    /// <summary>Gets or sets how breakpoints are placed.</summary>
    /// <value>The default is on.</value>
    public CacheControlOptions CacheControl { get; set; } = new();

    /// <summary>Gets or sets how calls wait for the one of them that writes what they share.</summary>
    /// <value>The default is on, for prefixes of 4,096 tokens and more.</value>
    public WarmFirstOptions WarmFirst { get; set; } = new();

    /// <summary>Gets or sets whether prefixes are kept in the prompt cache while nobody asks.</summary>
    /// <value>The default is off.</value>
    public KeepWarmOptions KeepWarm { get; set; } = new();

    /// <summary>Gets or sets how failed attempts are repeated.</summary>
    /// <value>The default is 3 retries.</value>
    public RetryingOptions Retrying { get; set; } = new();

    /// <summary>Gets or sets how fast requests leave.</summary>
    /// <value>The default is 50 a minute until the API's answers teach better.</value>
    public RateLimitingOptions RateLimiting { get; set; } = new();

    /// <summary>Gets or sets how costs are kept.</summary>
    /// <value>The default keeps sums, and the latest 10,000 entries.</value>
    public AccountingOptions Accounting { get; set; } = new();

    /// <summary>Gets or sets what traces, metrics and the log say of calls.</summary>
    /// <value>The default says nothing of what is asked and answered, and logs each call at Debug; the environment is not read.</value>
    public TelemetryOptions Telemetry { get; set; } = new();

    /// <summary>Gets or sets what may be spent.</summary>
    /// <value>The default is no budgets: as much as the calls cost.</value>
    public IList<Budget> Budgets { get; set; } = [];

    /// <summary>Gets or sets what holds the budgets that other processes use, too: those of one name are one.</summary>
    /// <value>The default is <see langword="null"/>: the budgets are this process's own.</value>
    public ISharedBudgets? SharedBudgets { get; set; }

    /// <summary>Gets or sets what adds up the usage of many processes.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="IClaudeUsage.ReadFleetAsync"/> tells this process's own.</value>
    public ISharedUsage? SharedUsage { get; set; }

    /// <summary>Gets or sets the store for answers.</summary>
    /// <value>The default is <see langword="null"/>: memory, or the directory of <see cref="ResponseCaching"/>.</value>
    public IDistributedCache? DistributedCache { get; set; }

    /// <summary>Gets or sets what holds the rate limits that other processes use, too.</summary>
    /// <value>The default is <see langword="null"/>: the limits are this process's own.</value>
    public ISharedQuota? SharedQuota { get; set; }

    /// <summary>Gets or sets the prices and limits of the models.</summary>
    /// <value>The default is <see cref="ModelCatalog.Default"/>.</value>
    public ModelCatalog ModelCatalog { get; set; } = ModelCatalog.Default;

    /// <summary>Gets or sets who is told of every finished call.</summary>
    /// <value>The default is nobody.</value>
    public IList<ICallObserver> Observers { get; set; } = [];

    /// <summary>Gets or sets the clock.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the log.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public ILoggerFactory? LoggerFactory { get; set; }
}
