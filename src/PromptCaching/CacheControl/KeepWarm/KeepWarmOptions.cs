namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>
/// Controls the calls that keep prefixes in the prompt cache while nobody asks. Bound from <c>Claude:KeepWarm</c>.
/// </summary>
/// <remarks>
/// While it is on, the shared beginnings of recent prompts, and the keys that callers put on their requests, are kept in the memory of this process: at
/// most 64 of them and 16 MB. They are written nowhere, and dropped when the client is disposed.
/// </remarks>
public sealed class KeepWarmOptions
{
    /// <summary>Gets or sets a value indicating whether shared prefixes are read once more before they expire, as long as that is expected to pay.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Enabled { get; set; }

    /// <summary>Gets or sets what these calls may cost in one day (UTC), in USD, for each client of each process.</summary>
    /// <value>The default is 1.</value>
    /// <remarks>Models whose prices are not known are never kept warm: nobody could count what that costs.</remarks>
    public decimal MaxUsdPerDay { get; set; } = 1m;

    /// <summary>Gets or sets the fewest tokens that are worth a call.</summary>
    /// <value>The default is 4,096. Where the model caches only longer prefixes, its own minimum counts.</value>
    public int MinTokens { get; set; } = 4096;
}
