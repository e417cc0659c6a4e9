namespace PromptCaching.DependencyInjection;

/// <summary>Says that a name has its chain: asked twice is once, and a configured client that nobody registered is a mistake.</summary>
internal sealed record RegisteredClient(string Name);
