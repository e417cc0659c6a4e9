using ResumeStudio.Analysis;

namespace ResumeStudio.Emulation;

/// <summary>Rewrites the lines of a section: bullets that match come first in their run, duties become deeds, matching skills lead their list.</summary>
internal static class EmulatedSection
{
    public static IEnumerable<string> Rewrite(ResumeSection section, IReadOnlyList<string> keywords, List<string> changes)
    {
        var run = new List<string>();
        foreach (var line in section.Lines)
        {
            if (BulletOf(line) is { } bullet)
            {
                run.Add(bullet);
                continue;
            }

            foreach (var item in Ranked(run, section.Name, keywords, changes))
            {
                yield return item;
            }

            run.Clear();
            yield return section.Name.EndsWith("kills", StringComparison.Ordinal) ? MatchingFirst(line, keywords, changes) : line;
        }

        foreach (var item in Ranked(run, section.Name, keywords, changes))
        {
            yield return item;
        }
    }

    private static string? BulletOf(string line) => line.TrimStart() is ['-' or '*' or '•', ' ', .. var text] ? text.Trim() : null;

    private static IEnumerable<string> Ranked(List<string> bullets, string section, IReadOnlyList<string> keywords, List<string> changes)
    {
        var ranked = bullets.OrderByDescending(bullet => keywords.Count(keyword => Phrase.IsIn(bullet, keyword))).ToList();
        if (!ranked.SequenceEqual(bullets))
        {
            changes.Add($"{section}: moved \"{Short(ranked[0])}\" to the front of its list, as it answers the position best.");
        }

        foreach (var bullet in ranked)
        {
            var reworded = BulletWording.Strengthen(bullet);
            if (reworded != bullet)
            {
                changes.Add($"{section}: reworded \"{Short(bullet)}\" to begin with what was done.");
            }

            yield return "- " + reworded;
        }
    }

    private static string MatchingFirst(string line, IReadOnlyList<string> keywords, List<string> changes)
    {
        string[] skills = [.. line.Split(',').Select(static skill => skill.Trim())];
        if (skills.Length < 3)
        {
            return line;
        }

        var ordered = skills.OrderByDescending(skill => keywords.Any(keyword => Phrase.IsIn(skill, keyword))).ToArray();
        if (!ordered.SequenceEqual(skills))
        {
            changes.Add("Put the skills that the position asks for first in their list.");
        }

        return string.Join(", ", ordered);
    }

    private static string Short(string text) => text.Length <= 48 ? text : text[..text.LastIndexOf(' ', 45)] + " …";
}
