namespace PromptCaching.Prompts;

/// <summary>A version in a comparison.</summary>
/// <param name="Template">The version.</param>
/// <param name="Share">Its share of the keys, relative to those of the others; above 0.</param>
public sealed record PromptArm(PromptTemplate Template, double Share = 1);
