namespace ResumeStudio.Analysis;

/// <summary>Whether a text holds a phrase as whole words, in any case.</summary>
internal static class Phrase
{
    public static bool IsIn(string text, string phrase)
    {
        for (var at = Next(text, phrase, 0); at >= 0; at = Next(text, phrase, at + 1))
        {
            if (!Continues(text, at - 1, phrase[0]) && !Continues(text, at + phrase.Length, phrase[^1]))
            {
                return true;
            }
        }

        return false;
    }

    private static int Next(string text, string phrase, int from) => text.IndexOf(phrase, from, StringComparison.OrdinalIgnoreCase);

    // A sign at the edge of the phrase ends a word by itself, but "C" is not in "C#", nor "SQL" in "MySQL".
    private static bool Continues(string text, int at, char edge) =>
        at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) ? char.IsLetterOrDigit(edge) || edge is '#' or '+' : text[at] is '#' or '+');
}
