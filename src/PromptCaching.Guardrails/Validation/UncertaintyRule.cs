using System.Text;

namespace PromptCaching.Guardrails.Validation;

/// <summary>Finds phrases by which a model says that it does not know what it writes.</summary>
internal static class UncertaintyRule
{
    public static IReadOnlyList<string> DefaultPhrases { get; } =
    [
        "I cannot verify", "I can't verify", "I am unable to verify", "I'm unable to verify", "I could not verify", "I couldn't verify",
        "I cannot confirm", "I can't confirm", "I am unable to confirm", "I'm unable to confirm",
        "I don't have access", "I do not have access", "I don't have real-time", "I do not have real-time", "I have no access",
        "I cannot browse", "I can't browse", "I cannot access", "I can't access",
        "I don't have information", "I do not have information", "I don't have enough information", "I do not have enough information",
        "I am not sure", "I'm not sure", "I am not certain", "I'm not certain", "I may be wrong", "I might be wrong", "I could be wrong",
        "I'm not aware of", "I am not aware of", "as of my last update", "as of my knowledge cutoff", "my knowledge cutoff", "my training data",
        "this may not be accurate", "this might not be accurate", "may be outdated", "might be outdated", "please verify", "I would guess", "I'd guess",
    ];

    public static IEnumerable<ValidationIssue> Check(string text, IEnumerable<string> phrases)
    {
        var normal = Normal(text);
        return from phrase in phrases.Distinct(StringComparer.OrdinalIgnoreCase)
               where Normal(phrase) is { Length: > 0 } said && Holds(normal, said)
               select new ValidationIssue(ValidationCodes.Uncertainty, ValidationSeverity.Warning, $"It says \"{phrase}\".");
    }

    private static bool Holds(string text, string phrase)
    {
        for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            var end = at + phrase.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Small letters, one kind of apostrophe, one space for whatever parts words; marks of emphasis are not there.</summary>
    private static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter))
            {
                if (normal.Length > 0 && normal[^1] != ' ')
                {
                    normal.Append(' ');
                }
            }
            else if (letter is not ('*' or '_'))
            {
                normal.Append(letter is '\u2019' or '\u02BC' or '`' ? '\'' : char.ToLowerInvariant(letter));
            }
        }

        return normal.ToString().Trim();
    }
}
