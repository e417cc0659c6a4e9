using System.Diagnostics.Metrics;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using PromptCaching.Accounting;
using PromptCaching.CacheControl;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.Http;
using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.ResponseCaching;
using PromptCaching.Retrying;
using PromptCaching.Retrying.Functions;
using PromptCaching.Storage;
using PromptCaching.Storage.Files;
using PromptCaching.Telemetry;

namespace PromptCaching.DependencyInjection;

/// <summary>What lasts longer than a handler: one set for each named client, however often its handlers are made anew.</summary>
internal sealed class ChainState : IDisposable, IAsyncDisposable
{
    /// <summary>A transport that does not listen must not keep the host from stopping.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    private readonly ChainStore _store;
    private readonly Meter _meter;
    private readonly LedgerFile? _ledgerFile;
    private readonly UsageSharing? _usageSharing;
    private ClaudeConnection? _connection;

    public ChainState(
        ChainOptions options,
        IDistributedCache? store,
        ModelCatalog catalog,
        IReadOnlyList<ICallObserver> observers,
        TimeProvider time,
        Func<double> chance,
        ILoggerFactory loggers,
        IEnumerable<CacheRegionRegistration>? regions = null,
        UpstreamHealth? health = null,
        IMeterFactory? meters = null,
        ISharedQuota? quota = null,
        IEnumerable<Budget>? budgets = null,
        ISharedBudgets? sharedBudgets = null,
        ISharedUsage? sharedUsage = null)
    {
        Options = options;
        Catalog = catalog;
        Time = time;
        Chance = chance;
        Loggers = loggers;
        _meter = ClaudeMeter.Create(meters);
        Ledger = new CostLedger(options.Accounting(), time, LoggerFor<CostLedger>());
        Budgets = new BudgetBook(budgets ?? [], time, LoggerFor<BudgetGateHandler>(), new BudgetMetrics(_meter), sharedBudgets);
        Estimates = new CallEstimates(() => catalog, time);
        _ledgerFile = LedgerFiles.Open(options.Accounting(), Ledger, Budgets, Estimates, LoggerFor<CostLedger>());
        _usageSharing = sharedUsage is null
            ? null
            : new UsageSharing(sharedUsage, Ledger, options.Accounting().MaxNames, time, LoggerFor<CostLedger>());
        Usage = new ClaudeUsage(Ledger, Budgets, Estimates, _ledgerFile, _usageSharing);
        Telemetry = new CallTelemetry(_meter, options.Telemetry, time, LoggerFor<CallTelemetry>());
        Completion = new CallCompletion(() => catalog, observers, Ledger, Telemetry);
        Pools = new QuotaPools(options.RateLimiting, time, quota is null ? null : Shared(quota));
        QuotaMetrics = new RateLimitingMetrics(_meter);
        Retries = new RetryPipeline(
            new RetryTools(time, chance, LoggerFor<RetryingHandler>(), new RetryMetrics(_meter)), health ?? new UpstreamHealth(time));
        Retry = new ClaudeRetry(Retries, options.Retrying, () => options.Client().BaseAddress);
        CacheMemory = CallMemory.Create(time);
        KeepWarm = new KeepWarmService(options.KeepWarm, TermsOf, CacheMemory.Ledger, time, LoggerFor<KeepWarmService>());
        _store = new ChainStore(store, options.ResponseCaching, time, LoggerFor<FileDistributedCache>());
        Regions = new CacheRegions(RegionStore(), () => RegionSettings(options), CacheRegionRegistration.All(regions ?? []));
        ResponseCache = ResponseCacheFactory.Create(this, Regions.Response, _store);
    }

    public ChainOptions Options { get; }

    public ModelCatalog Catalog { get; }

    public TimeProvider Time { get; }

    public Func<double> Chance { get; }

    public CostLedger Ledger { get; }

    public BudgetBook Budgets { get; }

    public CallEstimates Estimates { get; }

    public IClaudeUsage Usage { get; }

    public CallTelemetry Telemetry { get; }

    public CallCompletion Completion { get; }

    public QuotaPools Pools { get; }

    public RateLimitingMetrics QuotaMetrics { get; }

    public RetryPipeline Retries { get; }

    public IClaudeRetry Retry { get; }

    public CacheRegions Regions { get; }

    public ResponseCache ResponseCache { get; }

    public CallMemory CacheMemory { get; }

    public KeepWarmService KeepWarm { get; }

    private ILoggerFactory Loggers { get; }

    public ILogger LoggerFor<T>() => Loggers.CreateLogger<T>();

    /// <summary>What caching costs on a model today; a model without known prices is planned with the usual rate.</summary>
    public ModelTerms TermsOf(string? model)
    {
        var entry = Catalog.Find(model);
        var prices = entry?.PricesFor(DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime), 0);
        var rate = prices is { Input: > 0, CacheRead: { } read } ? (double)(read / prices.Input.Value) : ModelTerms.UsualReadRate;
        return new ModelTerms(entry?.MinCacheableTokens, rate) { InputPrice = prices?.Input };
    }

    public ClaudeConnection Connection()
    {
        var client = Options.Client();
        var key = string.IsNullOrWhiteSpace(client.ApiKey) || client.AccessToken is not null ? null : client.ApiKey;
        var token = key is not null || client.AccessToken is not null || string.IsNullOrWhiteSpace(client.AuthToken) ? null : client.AuthToken;
        var workspace = string.IsNullOrWhiteSpace(client.WorkspaceId) ? null : client.WorkspaceId;
        var betas = client.Betas.Count == 0 ? null : string.Join(',', client.Betas);

        // It is asked for at every call and hardly ever another.
        return _connection is { } known && known.ApiKey == key && known.BaseAddress == client.BaseAddress && known.ApiVersion == client.ApiVersion
            && known.Betas == betas && known.AccessToken == client.AccessToken && known.AuthToken == token && known.Workspace == workspace
                ? known
                : _connection = new ClaudeConnection(key, client.BaseAddress, client.ApiVersion, betas)
                {
                    AccessToken = client.AccessToken,
                    AuthToken = token,
                    Workspace = workspace,
                    Client = client.ClientName,
                };
    }

    /// <summary>Ends calls without waiting for them: a thread that is blocked here may be the one that an end needs.</summary>
    public void Dispose()
    {
        KeepWarm.Dispose();
        _ = EndCallsAsync();
        Close();
    }

    /// <summary>Calls first, then what they write to: what has been answered is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        KeepWarm.Dispose();
        await EndCallsAsync().ConfigureAwait(false);
        Close();
    }

    private void Close()
    {
        Pools.Dispose();
        Budgets.Dispose();
        _usageSharing?.Dispose();
        Regions.Dispose();
        _store.Dispose();
        _ledgerFile?.Dispose();
        _meter.Dispose();
    }

    private async Task EndCallsAsync()
    {
        var logger = LoggerFor<ResponseCachingHandler>(); // afterwards there may be no factory of loggers any more
        using var late = new CancellationTokenSource(LongestEnd, Time);
        try
        {
            await ResponseCache.InFlight.EndAsync().WaitAsync(late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            logger.CallsDoNotEnd(LongestEnd);
        }
    }

    private Func<PoolKey, PoolSharing> Shared(ISharedQuota quota) =>
        key => new PoolSharing(quota, SharedPoolName.Of(key, Connection().ApiKey ?? Connection().Identity), Time, LoggerFor<RateLimitingHandler>());

    private RegionStore RegionStore()
    {
        var logger = LoggerFor<CacheRegion>();
        var guard = new StoreGuard(_store.Cache, () => Options.ResponseCaching().StoreTimeout, Time, logger);
        var register = new ClearingRegister(guard, () => Options.ResponseCaching().KeyPrefix + "!cleared", Time);
        var secrets = new Lazy<RegionSecrets>(() => RegionSecrets.Of(Options.ResponseCaching().Secret, _store.Secret, Options.Client().ApiKey));
        return new RegionStore(guard, register, secrets, EncryptionKeys.Of(Options.ResponseCaching().EncryptionKeys), Time, logger);
    }

    private static CacheRegionSettings RegionSettings(ChainOptions options)
    {
        var current = options.ResponseCaching();
        return new CacheRegionSettings(
            current.KeyPrefix, current.TimeToLive, CacheCompression.Brotli, current.CompressionThreshold, current.MaxAnswerBytes);
    }
}
