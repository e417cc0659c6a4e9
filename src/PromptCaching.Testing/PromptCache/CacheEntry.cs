namespace PromptCaching.Testing.PromptCache;

/// <summary>A written prefix: the tokens between its parent's end and its own, paid for at one TTL, on top of the parent's tokens.</summary>
/// <remarks>
/// Two clocks, because two things age. The entry can be found while it was written or hit within its own TTL. Its tokens live while any
/// longer prefix that contains them is read, each in the class it was paid for; so a one-hour entry on top of a five-minute prefix ends
/// with that prefix, and a long conversation keeps its beginning alive.
/// </remarks>
internal sealed class CacheEntry(TimeSpan ttl, PrefixKey? parent, DateTimeOffset start)
{
    public TimeSpan Ttl { get; } = ttl;

    public PrefixKey? Parent { get; } = parent;

    /// <summary>Gets the instant at which the answer that wrote it began.</summary>
    public DateTimeOffset VisibleFrom { get; private set; } = DateTimeOffset.MaxValue;

    public DateTimeOffset FindableUntil { get; private set; } = start + ttl;

    public DateTimeOffset TokensUntil { get; private set; } = start + ttl;

    public void Show(DateTimeOffset from) => VisibleFrom = from < VisibleFrom ? from : VisibleFrom;

    public void Hit(DateTimeOffset start) => FindableUntil = Later(FindableUntil, start + Ttl);

    public void ReadTokens(DateTimeOffset start) => TokensUntil = Later(TokensUntil, start + Ttl);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
