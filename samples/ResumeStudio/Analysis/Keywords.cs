using System.Text.RegularExpressions;

namespace ResumeStudio.Analysis;

/// <summary>What a job description asks for: known skills, names, and words that it repeats. A pure function of the text.</summary>
internal static partial class Keywords
{
    private const int Most = 24;
    private const int ShortestRepeatedWord = 5;

    public static IReadOnlyList<string> Of(string job)
    {
        job = Placeholders().Replace(job, "");
        var known = KnownSkills.In(job).ToList();
        var parts = known.SelectMany(Words.Of).ToHashSet(StringComparer.Ordinal);
        var named = Words.Written(job).Where(static word => IsName(word)).Where(word => !parts.Contains(word.ToLowerInvariant()));
        var repeated = Words.Of(job)
            .Where(word => word.Length >= ShortestRepeatedWord && !CommonWords.Contain(word) && !parts.Contains(word))
            .GroupBy(static word => word, StringComparer.Ordinal)
            .Where(static group => group.Count() > 1)
            .OrderByDescending(static group => group.Count())
            .Select(static group => group.Key);
        return [.. known.OrderBy(skill => job.IndexOf(skill, StringComparison.OrdinalIgnoreCase))
            .Concat(named).Concat(repeated).DistinctBy(static word => word.ToLowerInvariant()).Take(Most)];
    }

    // What stands for personal data is no keyword.
    [GeneratedRegex(@"\[[A-Z_]+_\d+\]")]
    private static partial Regex Placeholders();

    // Two capitals or a sign inside: names of tools (ISO, TailwindCSS, Next.js), not the first word of a sentence, nor an address (example.com).
    private static bool IsName(string word) =>
        word.Length > 1 && !CommonWords.Contain(word.ToLowerInvariant()) && !word.Contains('\'') && !word.Contains('_') && word.Any(char.IsUpper)
        && ((word.Count(char.IsUpper) > 1 && !word.Any(static sign => sign is '-' or '/')) || word.AsSpan(1).ContainsAny('#', '.', '+'));
}
