namespace ResumeStudio.Analysis;

/// <summary>Cuts a résumé, plain text or Markdown, at its headings.</summary>
internal static class ResumeSections
{
    private const int LongestHeading = 40;

    private static readonly HashSet<string> _usual = new(StringComparer.OrdinalIgnoreCase)
    {
        "summary", "profile", "about", "about me", "objective", "experience", "work experience", "professional experience", "employment", "employment history",
        "education", "skills", "technical skills", "core skills", "projects", "selected projects", "certifications", "certificates", "languages", "awards",
        "publications", "volunteering", "interests", "training", "achievements", "references", "open source",
    };

    public static IReadOnlyList<ResumeSection> Of(string resume)
    {
        var sections = new List<ResumeSection>();
        var (name, lines) = ("", new List<string>());
        foreach (var line in resume.ReplaceLineEndings("\n").Split('\n').Select(static line => line.TrimEnd()))
        {
            if (HeadingOf(line) is { } heading)
            {
                Close();
                (name, lines) = (heading, []);
            }
            else
            {
                lines.Add(line);
            }
        }

        Close();
        return sections;

        void Close()
        {
            var kept = lines.SkipWhile(string.IsNullOrWhiteSpace).Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse().ToList();
            if (name.Length > 0 || kept.Count > 0)
            {
                sections.Add(new ResumeSection(name, kept));
            }
        }
    }

    // "# Name" is the title of the whole, and "### Position" belongs to its section.
    private static string? HeadingOf(string line)
    {
        if (line.StartsWith("## ", StringComparison.Ordinal))
        {
            return line[3..].Trim();
        }

        var text = line.Trim().TrimEnd(':').Trim('*').TrimEnd(':');
        return text.Length is > 2 and <= LongestHeading && (_usual.Contains(text) || IsShouted(text)) ? Titled(text) : null;
    }

    private static bool IsShouted(string text) =>
        text.All(static sign => char.IsUpper(sign) || sign is ' ' or '&' or '/') && text.Count(char.IsLetter) >= 5 && _usual.Contains(text.ToLowerInvariant());

    private static string Titled(string text) => char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();
}
