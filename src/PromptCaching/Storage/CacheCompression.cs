namespace PromptCaching.Storage;

/// <summary>How the entries of a region are made smaller before they are stored.</summary>
public enum CacheCompression
{
    /// <summary>Stored as they are.</summary>
    None,

    /// <summary>Brotli at its fastest level.</summary>
    Brotli,

    /// <summary>Gzip at its fastest level.</summary>
    Gzip,
}
