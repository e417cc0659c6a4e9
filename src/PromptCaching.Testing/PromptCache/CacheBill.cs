namespace PromptCaching.Testing.PromptCache;

/// <summary>What the prompt of one request costs, and what it leaves behind.</summary>
internal sealed record CacheBill(int Input, int Written5m, int Written1h, int Read)
{
    public IReadOnlyList<CacheWrite> Writes { get; init; } = [];

    /// <summary>Gets the entries that it read, or that stand at its own markers below what it read.</summary>
    public IReadOnlyList<PrefixKey> Kept { get; init; } = [];

    public static CacheBill AllInput(PromptSequence sequence) => new(sequence.TotalTokens, 0, 0, 0);
}
