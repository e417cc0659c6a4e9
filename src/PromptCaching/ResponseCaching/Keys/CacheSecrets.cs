namespace PromptCaching.ResponseCaching.Keys;

/// <summary>What keys and seals are made from where it is configured; else the caller's own key is.</summary>
/// <param name="Current">The secret in use; null to derive one from the caller's key.</param>
/// <param name="Previous">Secrets that were in use before, the latest first.</param>
internal sealed record CacheSecrets(string? Current, IReadOnlyList<string> Previous)
{
    public static CacheSecrets FromKeys { get; } = new(null, []);

    /// <summary>Gets what stands in where a client sends tokens: its identity is no secret, so what others could work out must not seal its answers.</summary>
    public SecretOfThisProcess? OfThisProcess { get; init; }
}
