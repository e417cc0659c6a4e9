namespace PromptCaching.CacheControl.WarmFirst;

/// <summary>
/// Controls how calls that begin alike wait for the one of them that writes what they share. Bound from <c>Claude:WarmFirst</c>.
/// </summary>
public sealed class WarmFirstOptions
{
    /// <summary>Gets or sets a value indicating whether calls wait for a prefix that another call is writing; if not, each of them pays for it.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the fewest tokens that are worth waiting for: those that a call could read after the wait and not before.</summary>
    /// <value>The default is 4,096. Where the model caches only longer prefixes, its own minimum counts.</value>
    public int MinTokens { get; set; } = 4096;

    /// <summary>Gets or sets how long a call waits at most, whoever it waits for; then it goes as it is, without an error.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(30);
}
