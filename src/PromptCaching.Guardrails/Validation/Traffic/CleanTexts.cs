using PromptCaching.Guardrails.Sanitising;

namespace PromptCaching.Guardrails.Validation.Traffic;

/// <summary>Sanitises the texts of the blocks of one answer.</summary>
internal static class CleanTexts
{
    /// <summary>Stands where nothing is left: the API refuses empty text when the answer is given back to it.</summary>
    public const string Removed = "[removed]";

    public static IReadOnlyList<string> Of(IReadOnlyList<string> texts, HtmlSanitiser sanitiser)
    {
        string[] clean = [.. texts.Select(text => Full(text, sanitiser.Sanitise(text).Text))];
        var whole = sanitiser.Sanitise(string.Concat(clean));

        // Markup that only comes together where blocks meet: the first block says all of it.
        return whole.IsHarmless ? clean : [Full(clean[0], whole.Text), .. clean.Skip(1).Select(static text => text.Length == 0 ? text : Removed)];
    }

    private static string Full(string before, string after) =>
        string.IsNullOrWhiteSpace(after) && !string.IsNullOrWhiteSpace(before) ? Removed : after;
}
