namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>A token by its beginning: how many characters follow, and which.</summary>
/// <param name="Prefix">What it begins with.</param>
/// <param name="Shortest">How many characters follow at least.</param>
/// <param name="Longest">How many follow at most; more, and it is something else.</param>
/// <param name="Belongs">Which characters follow.</param>
/// <param name="NeedsDigit">Whether one of them is a digit, in all real ones: words do not have any.</param>
internal sealed record SecretForm(string Prefix, int Shortest, int Longest, Func<char, bool> Belongs, bool NeedsDigit = true);
