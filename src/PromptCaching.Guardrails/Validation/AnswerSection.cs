namespace PromptCaching.Guardrails.Validation;

/// <summary>A section of an answer.</summary>
/// <param name="Title">The heading without its marks; empty for what stands before the first one.</param>
/// <param name="Level">How deep it is, from 1; 0 for what stands before the first heading, and 7 for a heading that is only bold.</param>
/// <param name="Text">What stands between its heading and the next one of any level, without blank lines around it.</param>
public sealed record AnswerSection(string Title, int Level, string Text);
