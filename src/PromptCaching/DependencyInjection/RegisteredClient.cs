namespace PromptCaching.DependencyInjection;

/// <summary>Says that a name has its chain: asked twice is once, and a configured client that nobody registered is a mistake.</summary>
internal sealed class RegisteredClient(string name)
{
    public string Name => name;

    /// <summary>Gets or sets a value indicating whether the host needs a key to start: for a client of ours, in whatever order it was registered.</summary>
    public bool RequiresApiKey { get; set; }
}
