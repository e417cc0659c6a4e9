using System.Text.RegularExpressions;
using ResumeStudio.Analysis;

namespace ResumeStudio.Writing;

/// <summary>Finds what a written résumé says though the given one does not: figures, and keywords of the job.</summary>
internal static partial class InventedFacts
{
    public static IEnumerable<string> In(string written, StudioTexts texts)
    {
        var figures = Figures().Matches(texts.Resume).Select(static match => match.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var figure in Figures().Matches(written).Select(static match => match.Value).Distinct().Where(figure => !figures.Contains(figure)))
        {
            yield return $"The figure {figure} is not in your résumé. Remove it unless it is true.";
        }

        foreach (var keyword in Keywords.Of(texts.Job).Where(keyword => Phrase.IsIn(written, keyword) && !Phrase.IsIn(texts.Resume, keyword)))
        {
            yield return $"\"{keyword}\" comes from the job description, not from your résumé. Keep it only if you can show it.";
        }
    }

    // Placeholders such as [PHONE_1] hold a number of ours.
    [GeneratedRegex(@"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w*\])")]
    private static partial Regex Figures();
}
