namespace PromptCaching.Storage;

/// <summary>Why the store did not do what it was asked.</summary>
internal enum StoreFault
{
    None,

    /// <summary>It was not asked: it has failed too often of late.</summary>
    NotAsked,
    Timeout,
    Connection,
    Other,
}
