namespace PromptCaching.Storage;

/// <content>Clearing, and giving the space back.</content>
public sealed partial class CacheRegion
{
    private Task _freeing = Task.CompletedTask;

    /// <summary>Gets what gives back the space of the last clearing.</summary>
    internal Task Freeing => Volatile.Read(ref _freeing);

    /// <summary>Clears everything that was asked up to now: this region, or of a view of a scope what belongs to that scope.</summary>
    /// <param name="cancellationToken">Gives up waiting for the store; what is cleared stays cleared in this process.</param>
    /// <returns>What was cleared and whether other processes will learn of it.</returns>
    public ValueTask<CacheClearance> ClearAsync(CancellationToken cancellationToken = default) =>
        _scope is { } scope ? ClearAsync(scope, "scope", cancellationToken) : ThenFreeAsync(Clearings.ClearAsync(cancellationToken));

    /// <summary>Clears what belongs to a scope in this region.</summary>
    /// <param name="scope">Whose entries.</param>
    /// <param name="cancellationToken">Gives up waiting for the store; what is cleared stays cleared in this process.</param>
    /// <returns>What was cleared and whether other processes will learn of it.</returns>
    /// <exception cref="InvalidOperationException">This is the view of one scope: <see cref="ClearAsync(CancellationToken)"/> clears that.</exception>
    /// <exception cref="ArgumentException">The scope is empty.</exception>
    public ValueTask<CacheClearance> ClearScopeAsync(string scope, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(scope);
        RefuseOnView("scopes");
        return ClearAsync(EntryLabel.Scope(scope), "scope " + scope, cancellationToken);
    }

    /// <summary>Clears what carries a tag in this region, in every scope.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Gives up waiting for the store; what is cleared stays cleared in this process.</param>
    /// <returns>What was cleared and whether other processes will learn of it.</returns>
    /// <exception cref="InvalidOperationException">This is the view of one scope, and a tag reaches further.</exception>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    public ValueTask<CacheClearance> ClearTagAsync(string tag, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        RefuseOnView("tags");
        return ClearAsync(EntryLabel.Tag(tag), "tag " + tag, cancellationToken);
    }

    /// <summary>Says what a content is now. Entries of this region that were made from another content of that name are served no more.</summary>
    /// <remarks>Say it at each start too: what is said is forgotten after 31 days, or after the longest time to live that was used.</remarks>
    /// <param name="name">What the content is known as.</param>
    /// <param name="hash">Text that changes when the content does.</param>
    /// <param name="cancellationToken">Gives up waiting for the store; what is cleared stays cleared in this process.</param>
    /// <returns>What was cleared and whether other processes will learn of it.</returns>
    /// <exception cref="ArgumentException">The name or the hash is empty.</exception>
    public ValueTask<CacheClearance> SetContentAsync(string name, string hash, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(hash);
        return ClearAsync(EntryLabel.ContentOf(name, hash), "other contents of " + name, cancellationToken);
    }

    /// <summary>Removes the entries of this region that were cleared, where the store can list what it holds. They are not served either way.</summary>
    /// <param name="cancellationToken">Ends the removing; what was removed stays removed.</param>
    /// <returns>What was removed; nothing where the store cannot list what it holds. Faults of the store are thrown.</returns>
    public async Task<CacheStoreUsage> FreeAsync(CancellationToken cancellationToken = default) =>
        _shared.Guard.Maintenance is { } maintenance
            ? await maintenance.RemoveAsync(EntriesPrefix, IsDead, cancellationToken).ConfigureAwait(false)
            : default;

    /// <summary>A view belongs to one scope; what it did to others would be a surprise.</summary>
    private void RefuseOnView(string what)
    {
        if (_scope is not null)
        {
            throw new InvalidOperationException(
                $"This is the view of one scope of the region {Name}; clear {what} on the region itself, which clears them in every scope.");
        }
    }

    private string EntriesPrefix => _settings().KeyPrefix + Name + ":";

    internal void FreeSoon()
    {
        if (_shared.Guard.Maintenance is not null)
        {
            Volatile.Write(ref _freeing, Task.Run(FreeQuietlyAsync, CancellationToken.None));
        }
    }

    private ValueTask<CacheClearance> ClearAsync(EntryLabel label, string what, CancellationToken cancellationToken) =>
        ThenFreeAsync(Clearings.ClearAsync(label, what, cancellationToken));

    private async ValueTask<CacheClearance> ThenFreeAsync(ValueTask<CacheClearance> clearing)
    {
        var clearance = await clearing.ConfigureAwait(false);
        FreeSoon();
        return clearance;
    }

    private async Task FreeQuietlyAsync()
    {
        try
        {
            var freed = await FreeAsync(CancellationToken.None).ConfigureAwait(false);
            _shared.Logger.Freed(freed.Entries, freed.Bytes);
        }
        catch (Exception fault)
        {
            _shared.Logger.FreeingFailed(fault);
        }
    }

    private bool IsDead(string key, ReadOnlyMemory<byte> beginning) =>
        EntryHeader.TryRead(beginning.Span) is { } header && Clearings.IsCleared(header.Entry);
}
