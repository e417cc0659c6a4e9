using ResumeStudio.Analysis;

namespace ResumeStudio.Emulation;

/// <summary>Rewrites the lines of a section: bullets that match come first in their run, duties become deeds, matching skills lead their list.</summary>
internal sealed class EmulatedSection(ResumeSection section, IReadOnlyList<string> keywords)
{
    private readonly List<string> _moved = [];
    private readonly List<string> _reworded = [];
    private bool _hasSortedSkills;

    /// <summary>Gives the new lines, and adds what was changed.</summary>
    public IReadOnlyList<string> Rewrite(List<string> changes)
    {
        var lines = new List<string>();
        var run = new List<string>();
        foreach (var line in section.Lines)
        {
            if (BulletOf(line) is { } bullet)
            {
                run.Add(bullet);
                continue;
            }

            lines.AddRange(Ranked(run));
            run.Clear();
            lines.Add(section.Name.EndsWith("kills", StringComparison.Ordinal) ? MatchingFirst(line) : line);
        }

        lines.AddRange(Ranked(run));
        changes.AddRange(Changes());
        return lines;
    }

    private static string? BulletOf(string line) => line.TrimStart() is ['-' or '*' or '•', ' ', .. var text] ? text.Trim() : null;

    private static string Short(string text) => text.Length <= 60 ? text : (text.LastIndexOf(' ', 56) is var end and > 0 ? text[..end] : text[..56]) + " …";

    private IEnumerable<string> Changes()
    {
        foreach (var bullet in _moved)
        {
            yield return $"{section.Name}: moved \"{Short(bullet)}\" to the front of its list, as it answers the position best.";
        }

        if (_reworded.Count > 0)
        {
            var bullets = _reworded.Count == 1 ? "one bullet" : $"{_reworded.Count} bullets";
            yield return $"{section.Name}: reworded {bullets} to begin with what was done, such as \"{Short(_reworded[0])}\"";
        }

        if (_hasSortedSkills)
        {
            yield return $"{section.Name}: put first what the position asks for.";
        }
    }

    private List<string> Ranked(List<string> bullets)
    {
        var ranked = bullets.OrderByDescending(bullet => keywords.Count(keyword => Phrase.IsIn(bullet, keyword))).ToList();
        if (ranked.Count > 0 && ranked[0] != bullets[0])
        {
            _moved.Add(BulletWording.Strengthen(ranked[0]));
        }

        var reworded = ranked.ConvertAll(BulletWording.Strengthen);
        _reworded.AddRange(reworded.Except(ranked));
        return reworded.ConvertAll(static bullet => "- " + bullet);
    }

    private string MatchingFirst(string line)
    {
        string[] skills = [.. line.Split(',').Select(static skill => skill.Trim())];
        if (skills.Length < 3)
        {
            return line;
        }

        var ordered = skills.OrderByDescending(skill => keywords.Any(keyword => Phrase.IsIn(skill, keyword))).ToArray();
        _hasSortedSkills |= !ordered.SequenceEqual(skills);
        return string.Join(", ", ordered);
    }
}
