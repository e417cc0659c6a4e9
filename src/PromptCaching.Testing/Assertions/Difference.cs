namespace PromptCaching.Testing.Assertions;

/// <summary>The first place where a request departs from an earlier one.</summary>
/// <param name="Place">How far into the prompt that is; later is larger.</param>
/// <param name="Sentence">What differs, with a full stop.</param>
internal sealed record Difference(int Place, string Sentence);
