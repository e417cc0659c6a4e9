namespace PromptCaching.Accounting;

/// <summary>Controls the cost ledger. Bound from <c>Claude:Accounting</c>; read once, when the client is made.</summary>
public sealed class AccountingOptions
{
    /// <summary>Gets or sets how many entries are kept to be looked at and exported; sums go on without end.</summary>
    /// <value>The default is 10,000. An entry takes about 300 bytes.</value>
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>Gets or sets how many models, scopes and tags have sums of their own; all others share one.</summary>
    /// <value>The default is 1,000 of each.</value>
    public int MaxNames { get; set; } = 1000;

    /// <summary>Gets or sets the file in which entries survive restarts, as lines of JSON; one process writes to it.</summary>
    /// <value>The default is <see langword="null"/>: none. Read back at the start, its entries are in sums, history and budgets again.</value>
    public string? File { get; set; }

    /// <summary>Gets or sets how long the file may become, in bytes, together with the older one beside it (<c>.1</c>); the oldest half is let go.</summary>
    /// <value>The default is 64 MB.</value>
    public long FileMaxBytes { get; set; } = 64 * 1024 * 1024;
}
