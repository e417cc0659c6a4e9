namespace ResumeStudio.Analysis;

/// <summary>Compares a résumé with a job: a pure function of both texts and of how alike their vectors are.</summary>
internal static class JobMatching
{
    private const double KeywordShare = 0.6;
    private const double PlaceShare = 0.2;
    private const int ShortestTop = 400;
    private const int MostSuggestions = 4;

    // Sections are short: a third of the keywords in one of them is much.
    private const double FullSection = 1.0 / 3;

    // Vectors of hashed words of a good match are hardly above this.
    private const double HighSimilarity = 0.6;

    public static JobMatch Compare(string resume, string job, double similarity)
    {
        var keywords = Keywords.Of(job);
        string[] matching = [.. keywords.Where(keyword => Phrase.IsIn(resume, keyword))];
        string[] missing = [.. keywords.Except(matching)];
        var coverage = keywords.Count == 0 ? 0 : (double)matching.Length / keywords.Count;
        var likeness = Math.Min(1, similarity / HighSimilarity);
        var score = 100 * ((KeywordShare * coverage) + (PlaceShare * Placement(resume, keywords)) + ((1 - KeywordShare - PlaceShare) * likeness));
        var sections = ResumeSections.Of(resume).Where(static section => section.Name.Length > 0).ToList();
        return new JobMatch(
            Whole(score),
            Math.Round(similarity, 3),
            matching,
            missing,
            [.. sections.Select(section => Of(section, keywords))],
            [.. Suggestions(sections, missing)]);
    }

    /// <summary>The share of keywords in the first third: what stands there is read by everybody.</summary>
    private static double Placement(string resume, IReadOnlyList<string> keywords)
    {
        var top = resume[..Math.Min(resume.Length, Math.Max(ShortestTop, resume.Length / 3))];
        return keywords.Count == 0 ? 0 : (double)keywords.Count(keyword => Phrase.IsIn(top, keyword)) / keywords.Count;
    }

    private static SectionMatch Of(ResumeSection section, IReadOnlyList<string> keywords)
    {
        string[] found = [.. keywords.Where(keyword => Phrase.IsIn(section.Text, keyword))];
        var share = keywords.Count == 0 ? 0 : found.Length / (keywords.Count * FullSection);
        var comment = found.Length == 0 ? "Shows nothing that the position asks for by name." : $"Shows {string.Join(", ", found.Take(6))}.";
        return new SectionMatch(section.Name, Whole(100 * Math.Min(1, share)), comment);
    }

    private static IEnumerable<string> Suggestions(List<ResumeSection> sections, string[] missing)
    {
        if (missing.Length > 0)
        {
            yield return $"Show {string.Join(", ", missing.Take(MostSuggestions))} where you have worked with it; leave out what you have not.";
        }

        if (!sections.Exists(static section => section.Name is "Summary" or "Profile" or "About"))
        {
            yield return "Begin with a summary of two lines that names what the position asks for first.";
        }

        if (!sections.Exists(static section => section.Lines.Any(static line => line.Any(char.IsDigit) && line.TrimStart().StartsWith('-'))))
        {
            yield return "Give figures where you know them: how many, how often, how much faster.";
        }

        if (!sections.Exists(static section => section.Name.Contains("kills", StringComparison.Ordinal)))
        {
            yield return "Add a section with your skills, for readers and software that look for them.";
        }
    }

    private static int Whole(double score) => (int)Math.Round(Math.Clamp(score, 0, 100));
}
