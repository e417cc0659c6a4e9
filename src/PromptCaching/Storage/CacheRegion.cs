using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Storage;

/// <summary>
/// A named view of a client's store with its own time to live, compression and statistics. Entries are sealed; a store that fails, hangs or lies is a
/// miss, never an error.
/// </summary>
public sealed partial class CacheRegion
{
    private const int LookupsAtOnce = 16;
    private readonly RegionStore _shared;
    private readonly Func<CacheRegionSettings> _settings;
    private readonly Flights _flights;
    private readonly EntryLabel? _scope;
    private readonly string _keysOfScope = "";

    internal CacheRegion(string name, RegionStore shared, Func<CacheRegionSettings> settings)
    {
        Name = name;
        _shared = shared;
        _settings = settings;
        _flights = new Flights();
        Clearings = new Clearings(shared.Register, name);
        Counters = new RegionCounters();
    }

    private CacheRegion(CacheRegion whole, string scope)
    {
        Name = whole.Name;
        Clearings = whole.Clearings;
        Counters = whole.Counters;
        _shared = whole._shared;
        _settings = whole._settings;
        _flights = whole._flights;
        _scope = EntryLabel.Scope(scope);
        _keysOfScope = RegionKeys.OfScope(_shared.Secrets.Value.Keys.Span, scope) + ":";
    }

    /// <summary>Gets the name of the region.</summary>
    public string Name { get; }

    internal TimeSpan TimeToLive => _settings().TimeToLive;

    internal Clearings Clearings { get; }

    internal RegionCounters Counters { get; }

    /// <summary>Makes a key of everything that a value depends on. Keys are hashes under a secret: who lists them learns nothing but the model.</summary>
    /// <param name="model">The model or method that makes the value; it stands in clear at the beginning of the key.</param>
    /// <param name="parameters">
    /// The rest: texts, numbers, booleans, bytes, dates, GUIDs, enums, <see cref="System.Text.Json.JsonElement"/>, sequences of these, and dictionaries,
    /// whose order does not matter. An array of texts or other objects that stands alone is taken for the parameters themselves.
    /// </param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">A parameter is of a type that has no certain bytes, or the model is empty.</exception>
    public string KeyFor(string model, params object?[] parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        ArgumentNullException.ThrowIfNull(parameters);
        return RegionKeys.Of(_shared.Secrets.Value.Keys.Span, model, parameters);
    }

    /// <summary>Gets a view of this region for one user or tenant: keys of one scope never meet another's, and its entries can be cleared together.</summary>
    /// <param name="scope">Whose entries they are.</param>
    /// <returns>The view; statistics are those of the whole region.</returns>
    /// <exception cref="InvalidOperationException">This is a view of a scope already.</exception>
    /// <exception cref="ArgumentException">The scope is empty.</exception>
    public CacheRegion InScope(string scope)
    {
        ArgumentException.ThrowIfNullOrEmpty(scope);
        return _scope is null
            ? new CacheRegion(this, scope)
            : throw new InvalidOperationException($"This view of the region '{Name}' has a scope already; ask the region itself for another.");
    }

    /// <summary>Gets this region as a distributed cache, for what takes one.</summary>
    /// <returns>
    /// A view whose entries end with the region's time to live unless they are given another; a sliding expiration counts once, from the time of writing.
    /// Synchronous methods work only where entries are stored in this process.
    /// </returns>
    public IDistributedCache AsDistributedCache() => new RegionDistributedCache(this, _shared.Guard.InProcess is not null, _shared.Time);

    /// <summary>Removes an entry. Does nothing when there is none, or when the store is down.</summary>
    /// <param name="key">The key that it was stored under.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>A task that ends when the store has answered or was given up.</returns>
    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        Counters.ErrorOf(await _shared.Guard.RemoveAsync(FullKey(_settings(), key), cancellationToken).ConfigureAwait(false));
    }

    private string FullKey(in CacheRegionSettings settings, string key) =>
        _scope is null ? string.Concat(settings.KeyPrefix, Name, ":", key) : string.Concat(settings.KeyPrefix + Name, ":", _keysOfScope, key);
}
