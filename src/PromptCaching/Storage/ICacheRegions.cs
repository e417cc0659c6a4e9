namespace PromptCaching.Storage;

/// <summary>
/// The regions of one client's store. Always there are <c>response</c> (the answers of the response cache), <c>embedding</c>, <c>openai</c>, <c>match</c>,
/// <c>optimization</c>, <c>session</c> and <c>health</c>; <c>AddCacheRegion</c> adds more.
/// </summary>
public interface ICacheRegions
{
    /// <summary>Gets the names of the regions, in order.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Gets a region.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message names those that there are.</exception>
    CacheRegion this[string name] { get; }

    /// <summary>Clears everything that was asked up to now, in all regions.</summary>
    /// <param name="cancellationToken">Gives up waiting for the store; what is cleared stays cleared in this process.</param>
    /// <returns>What was cleared and whether other processes will learn of it.</returns>
    ValueTask<CacheClearance> ClearAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Clears what belongs to a scope, in all regions: everything that is kept of a user or a tenant.</summary>
    /// <param name="scope">Whose entries.</param>
    /// <param name="cancellationToken">Gives up waiting for the store; what is cleared stays cleared in this process.</param>
    /// <returns>What was cleared and whether other processes will learn of it.</returns>
    /// <exception cref="ArgumentException">The scope is empty.</exception>
    ValueTask<CacheClearance> ClearScopeAsync(string scope, CancellationToken cancellationToken = default);

    /// <summary>Asks the store about itself, for example for its version and the memory that it takes; what the names are is the store's own.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>The facts by name; none where the store tells none, or is down.</returns>
    Task<IReadOnlyDictionary<string, string>> DescribeStoreAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes an entry to the store, reads it back, compares it and removes it.</summary>
    /// <param name="cancellationToken">Cancels the check, which then says so.</param>
    /// <returns>Whether the store does what it should. Never throws.</returns>
    Task<CacheStoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default);
}
