namespace PromptCaching.RateLimiting;

/// <summary>Where the calls of one client stand with the API's limits. Safe for parallel calls.</summary>
/// <remarks>A service under the client's name as its key; without a key, that of the default client.</remarks>
public interface IClaudeQuota
{
    /// <summary>Gets a snapshot of every pool that calls have used; empty while the limiter is off or a host's own stands in its place.</summary>
    IReadOnlyList<QuotaStatus> Pools { get; }
}
