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
}
