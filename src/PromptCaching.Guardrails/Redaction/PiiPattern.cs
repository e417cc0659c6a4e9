using System.Text.RegularExpressions;

namespace PromptCaching.Guardrails.Redaction;

/// <summary>A pattern of your own, for example for customer numbers.</summary>
/// <param name="Kind">What it finds; a kind of your own is <c>new PiiKind("CUSTOMER")</c>.</param>
/// <param name="Expression">
/// The pattern; each match is a value. It must be made with <see cref="RegexOptions.NonBacktracking"/>: only then does hostile text cost no more than
/// other text.
/// </param>
public sealed record PiiPattern(PiiKind Kind, Regex Expression);
