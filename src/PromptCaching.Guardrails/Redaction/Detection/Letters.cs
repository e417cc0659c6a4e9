namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>Which characters make a word. Scripts that put no spaces between words (from U+2E80 on: Chinese, Japanese, Korean) do not lengthen one.</summary>
internal static class Letters
{
    private const char FirstWithoutSpaces = '\u2E80';

    public static bool IsOfWord(char letter) => letter == '_' || IsLetterOrDigit(letter);

    public static bool IsLetterOrDigit(char letter) => letter < FirstWithoutSpaces && char.IsLetterOrDigit(letter);
}
