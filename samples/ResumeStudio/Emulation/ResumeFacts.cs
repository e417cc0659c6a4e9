using ResumeStudio.Analysis;

namespace ResumeStudio.Emulation;

/// <summary>What the emulated texts are made of; all of it stands in the request.</summary>
internal sealed record ResumeFacts(string Name, string Contact, string JobTitle, IReadOnlyList<string> BestBullets, JobMatch Match)
{
    public IReadOnlyList<string> BulletsWithFigures => [.. BestBullets.Where(static bullet => bullet.Any(char.IsDigit))];

    public IReadOnlyList<string> WeakBullets => [.. BestBullets.Where(static bullet => BulletWording.Strengthen(bullet) != bullet)];

    public static ResumeFacts Of(StudioQuestion question)
    {
        var match = EmulatedAnalysis.Of(question.Resume, question.Job);
        var sections = ResumeSections.Of(question.Resume);
        var head = sections.FirstOrDefault(static section => section.Name.Length == 0)?.Lines.Where(static line => line.Length > 0).ToList() ?? [];
        var bullets = sections.SelectMany(static section => section.Lines)
            .Where(static line => line.TrimStart() is ['-' or '*' or '•', ' ', ..])
            .Select(static line => line.TrimStart()[2..].Trim())
            .OrderByDescending(bullet => match.MatchingKeywords.Count(keyword => Phrase.IsIn(bullet, keyword)));
        return new ResumeFacts(
            head.Count > 0 ? head[0].TrimStart('#', ' ') : "The applicant",
            head.Count > 1 ? head[1] : "none",
            question.Job.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.TrimStart('#', ' ') ?? "",
            [.. bullets],
            match);
    }

    public static string Listed(IReadOnlyList<string> words, int most) => words.Count == 0 ? "what the résumé shows" : string.Join(", ", words.Take(most));
}
