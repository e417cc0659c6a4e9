namespace PromptCaching.Storage;

/// <summary>How a store does. There is nothing worse than degraded: calls are answered without a store.</summary>
public enum CacheStoreStatus
{
    /// <summary>It gives back what it is given.</summary>
    Healthy,

    /// <summary>It does not; calls go on without it.</summary>
    Degraded,
}
