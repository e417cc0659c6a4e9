namespace PromptCaching.Storage;

/// <summary>What has been cleared, as far as it concerns one region.</summary>
internal sealed class Clearings(ClearingRegister register, string region)
{
    private readonly ulong _region = EntryLabel.Region(region).Name;

    /// <summary>Gets a number that changes whenever anything is cleared: who remembers it need not look at entries again until then.</summary>
    public int Version => register.Version;

    public bool IsCleared(CacheEntry entry) => register.Known.Covers(entry.BegunAt.ToUnixTimeMilliseconds(), _region, entry.Labels);

    /// <summary>Learns what other processes have cleared; nothing is asked and nothing allocated when that was done within the last second.</summary>
    public ValueTask BringUpToDateAsync(CancellationToken cancellationToken) => register.BringUpToDateAsync(cancellationToken);

    public ValueTask<CacheClearance> ClearAsync(CancellationToken cancellationToken) => register.ClearAsync(_region, 0, region, cancellationToken);

    /// <summary>Clears the entries of this region that carry a label.</summary>
    /// <param name="label">The label; one about content clears those made from another content of its name.</param>
    /// <param name="what">What the clearance says that it cleared.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    public ValueTask<CacheClearance> ClearAsync(EntryLabel label, string what, CancellationToken cancellationToken) =>
        register.ClearAsync(ClearingStamps.Within(_region, label.Name), label.Content, what, cancellationToken);
}
