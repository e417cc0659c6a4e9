using System.Collections.Immutable;

namespace PromptCaching.Storage;

/// <summary>The regions of one client: one store, one register of what was cleared.</summary>
internal sealed class CacheRegions : ICacheRegions, IDisposable
{
    private readonly RegionStore _shared;
    private readonly Func<string> _keyPrefix;
    private readonly SortedDictionary<string, CacheRegion> _regions = new(StringComparer.Ordinal);

    /// <param name="shared">The store.</param>
    /// <param name="response">The settings of the region of answers; its key prefix is that of all.</param>
    /// <param name="options">The options of the other regions.</param>
    public CacheRegions(RegionStore shared, Func<CacheRegionSettings> response, IReadOnlyDictionary<string, CacheRegionOptions> options)
    {
        _shared = shared;
        _keyPrefix = () => response().KeyPrefix;
        Response = _regions[CacheRegionRegistration.Response] = new CacheRegion(CacheRegionRegistration.Response, shared, response);
        foreach (var (name, option) in options)
        {
            _regions[name] = new CacheRegion(name, shared, () => Settings(option));
        }
    }

    public CacheRegion Response { get; }

    public IReadOnlyCollection<string> Names => _regions.Keys;

    public CacheRegion this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return _regions.TryGetValue(name, out var region)
                ? region
                : throw new KeyNotFoundException(
                    $"There is no cache region '{name}'; there are {string.Join(", ", _regions.Keys)}. Register it with AddCacheRegion(\"{name}\").");
        }
    }

    public async ValueTask<CacheClearance> ClearAllAsync(CancellationToken cancellationToken = default) =>
        Free(await _shared.Register.ClearAsync(EntryLabel.Everything.Name, 0, "everything", cancellationToken).ConfigureAwait(false));

    public async ValueTask<CacheClearance> ClearScopeAsync(string scope, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(scope);
        return Free(await _shared.Register.ClearAsync(EntryLabel.Scope(scope).Name, 0, "scope " + scope, cancellationToken).ConfigureAwait(false));
    }

    public async Task<CacheStoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        var begun = _shared.Time.GetTimestamp();
        var health = this[CacheRegionRegistration.Health];
        string? fault;
        try
        {
            var prefix = _keyPrefix() + health.Name + ":";
            fault = await StoreProbe.FindFaultAsync(_shared.Guard, prefix, health.TimeToLive, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            fault = "The check was cancelled before the store had answered.";
        }

        var status = fault is null ? CacheStoreStatus.Healthy : CacheStoreStatus.Degraded;
        return new CacheStoreHealth(status, fault, _shared.Time.GetElapsedTime(begun));
    }

    public async Task<IReadOnlyDictionary<string, string>> DescribeStoreAsync(CancellationToken cancellationToken = default)
    {
        if (_shared.Guard.Facts is not { } facts || _shared.Guard.IsLeftAlone)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        try
        {
            return await facts.DescribeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            _shared.Logger.StoreFailed("describe", fault);
            return ImmutableDictionary<string, string>.Empty;
        }
    }

    public void Dispose() => _shared.Register.Dispose();

    private CacheRegionSettings Settings(CacheRegionOptions options) => new(
        _keyPrefix(), options.TimeToLive, options.Compression, options.CompressionThreshold, options.MaxEntryBytes, options.TimeToLiveOfScore);

    private CacheClearance Free(CacheClearance clearance)
    {
        foreach (var region in _regions.Values)
        {
            region.FreeSoon();
        }

        return clearance;
    }
}
