namespace ResumeStudio.Endpoints;

/// <summary>What the service is and how it does.</summary>
internal sealed record ServiceState(string Service, string Version, string Status, bool LlmAvailable, bool CacheEnabled, long CachedResponses)
{
    /// <summary>Gets a value indicating whether answers come from the emulator of the API.</summary>
    public bool Emulated { get; init; }
}
