namespace PromptCaching.Storage;

/// <summary>Whether a store does what it should.</summary>
/// <param name="Status">Healthy or degraded.</param>
/// <param name="Reason">Why it is degraded; <see langword="null"/> when it is not.</param>
/// <param name="Latency">How long the check took.</param>
public sealed record CacheStoreHealth(CacheStoreStatus Status, string? Reason, TimeSpan Latency);
