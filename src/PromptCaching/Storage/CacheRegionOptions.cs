namespace PromptCaching.Storage;

/// <summary>Controls how one region stores values. Set in code with <c>AddCacheRegion</c>.</summary>
public sealed class CacheRegionOptions
{
    /// <summary>Gets or sets how long values are served when nobody says otherwise.</summary>
    /// <value>
    /// The default is 1 hour; of the regions that are always there, <c>embedding</c> has 7 days, <c>openai</c> 6 hours and <c>health</c> 30 seconds.
    /// </value>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets how values are made smaller before they are stored.</summary>
    /// <value>The default is <see cref="CacheCompression.Gzip"/>.</value>
    public CacheCompression Compression { get; set; } = CacheCompression.Gzip;

    /// <summary>Gets or sets the length above which values are compressed, in bytes.</summary>
    /// <value>The default is 1,024.</value>
    public int CompressionThreshold { get; set; } = 1024;

    /// <summary>Gets or sets the longest value that is stored, in bytes before compression.</summary>
    /// <value>The default is 8,388,608 (8 MB).</value>
    public int MaxEntryBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Gets or sets the rule that makes a time to live of the score that a validator gave; <see langword="null"/> from it means: not stored.</summary>
    /// <value>The default is <see langword="null"/>: scores mean nothing.</value>
    public Func<double, TimeSpan?>? TimeToLiveOfScore { get; set; }
}
