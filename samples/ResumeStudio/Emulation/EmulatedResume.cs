using System.Text;
using ResumeStudio.Analysis;
using ResumeStudio.Writing;

namespace ResumeStudio.Emulation;

/// <summary>An optimised résumé made by rules from the texts of the request: reordered and reworded, nothing added that they do not hold.</summary>
internal static class EmulatedResume
{
    private const string Improvement =
        "What the position asks for now stands where it is read first, in words that say what was done. Nothing was added that the résumé does not show.";

    public static string Answer(StudioQuestion question)
    {
        var before = EmulatedAnalysis.Of(question.Resume, question.Job);
        var changes = new List<string>();
        var resume = Write(question, before, changes);
        if (before.MissingKeywords.Count > 0)
        {
            changes.Add($"Left out what the résumé does not show: {string.Join(", ", before.MissingKeywords.Take(6))}. Add it yourself if it is true.");
        }

        var list = string.Join('\n', changes.Select(static change => "- " + change));
        return $"{resume}\n\n{AnswerParts.ChangesLine}\n{list}\n\n{AnswerParts.ImprovementLine}\n{Improvement}";
    }

    private static string Write(StudioQuestion question, JobMatch match, List<string> changes)
    {
        var sections = ResumeSections.Of(question.Resume);
        var text = new StringBuilder();
        foreach (var (index, line) in (sections.FirstOrDefault(static section => section.Name.Length == 0)?.Lines ?? []).Index())
        {
            text.Append(index == 0 ? "# " + line.TrimStart('#', ' ') : line).Append('\n');
        }

        AddSummary(text, sections, match, changes);
        foreach (var section in Ordered(sections, match, changes))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append("## ").Append(section.Name).Append("\n\n");
            foreach (var line in new EmulatedSection(section, match.MatchingKeywords).Rewrite(changes))
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString().Trim();
    }

    private static void AddSummary(StringBuilder text, IReadOnlyList<ResumeSection> sections, JobMatch match, List<string> changes)
    {
        if (match.MatchingKeywords.Count > 0 && !sections.Any(static section => section.Name is "Summary" or "Profile" or "About"))
        {
            text.Append("\n## Summary\n\nExperience with ").Append(And(match.MatchingKeywords.Take(5))).Append(", shown in the positions below.\n");
            changes.Add("Added a summary that names what the position asks for first, all of it from the résumé.");
        }
    }

    // Skills that match are worth more in front of the positions than behind them.
    private static IEnumerable<ResumeSection> Ordered(IReadOnlyList<ResumeSection> sections, JobMatch match, List<string> changes)
    {
        var named = sections.Where(static section => section.Name.Length > 0).ToList();
        var skills = named.FindIndex(static section => section.Name.EndsWith("kills", StringComparison.Ordinal));
        var experience = named.FindIndex(static section => section.Name.Contains("xperience", StringComparison.Ordinal));
        if (skills > experience && experience >= 0 && match.MatchingKeywords.Count > 0)
        {
            var moved = named[skills];
            named.RemoveAt(skills);
            named.Insert(experience, moved);
            changes.Add("Moved the skills in front of the experience, where readers and screening software look first.");
        }

        return named;
    }

    private static string And(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
