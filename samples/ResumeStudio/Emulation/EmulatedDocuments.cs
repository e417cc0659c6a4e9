namespace ResumeStudio.Emulation;

/// <summary>The texts beside the résumé, made by rules, in the formats that the prompts ask for.</summary>
internal static class EmulatedDocuments
{
    public static string Answer(StudioQuestion question)
    {
        var facts = ResumeFacts.Of(question);
        return question.Prompt switch
        {
            "cover-letter" => CoverLetter(facts),
            "job-analysis" => JobAnalysis(facts),
            "bullet-tailoring" => Bullets(facts),
            "achievement-extraction" => Achievements(facts),
            "quality-check" => QualityCheck(facts),
            "linkedin-profile" => LinkedIn(facts),
            _ => GitHub(facts),
        };
    }

    private static string CoverLetter(ResumeFacts facts) => $"""
        Dear hiring team,

        your description asks for {ResumeFacts.Listed(facts.Match.MatchingKeywords, 3)}, and that is what I have worked with.

        {Paragraph(facts.BestBullets.Take(3))}

        {Closing(facts)}

        With kind regards

        {facts.Name}
        """;

    private static string Closing(ResumeFacts facts) => facts.Match.MissingKeywords.Count > 0
        ? $"I have not shown {ResumeFacts.Listed(facts.Match.MissingKeywords, 2)} so far, and would like to talk about how I would learn it."
        : "I would like to talk about what you need first.";

    private static string JobAnalysis(ResumeFacts facts) => $"""
        ## Role in one sentence

        - {facts.JobTitle}

        ## Must have

        {List(facts.Match.MatchingKeywords.Concat(facts.Match.MissingKeywords).Take(8))}

        ## Words to use

        {List(facts.Match.MatchingKeywords.Take(8))}

        ## What they do not say

        {List(facts.Match.MissingKeywords.Take(5).Select(static word => $"How much of {word} is needed on the first day"))}

        ## Questions to ask

        - What should be different after the first six months?
        - Who uses the result of this work, and who decides what comes first?
        """;

    private static string Bullets(ResumeFacts facts) => string.Join("\n\n", facts.BestBullets.Take(8).Select(static bullet =>
        BulletWording.Strengthen(bullet) is var after && after == bullet
            ? $"Before: {bullet}\nAfter: {bullet}\nWhy: It is good as it is."
            : $"Before: {bullet}\nAfter: {after}\nWhy: It begins with what was done."));

    private static string Achievements(ResumeFacts facts) =>
        (facts.BulletsWithFigures.Count == 0 ? "none" : List(facts.BulletsWithFigures.Select(static bullet => $"{BulletWording.Strengthen(bullet)} (bullet)")))
        + "\n\nAsk yourself:\n- How many people used what you made?\n- What was faster, cheaper or safer afterwards?\n- What would have happened without you?";

    private static string QualityCheck(ResumeFacts facts) => $"""
        Verdict: {(facts.Match.Score >= 60 ? "nearly ready" : "not ready")}

        ## Errors

        none

        ## Unclear

        {List(facts.WeakBullets.Take(3).Select(static bullet => $"\"{bullet}\": says a duty, not what was done"))}

        ## Missing

        {List(facts.Match.Suggestions.Take(3))}

        ## Readable by machines

        {List(facts.Match.Sections.Take(5).Select(static section => $"Section {section.Section} is found"))}
        """;

    private static string LinkedIn(ResumeFacts facts) => $"""
        ## Headline

        {ResumeFacts.Listed(facts.Match.MatchingKeywords, 4)}

        ## About

        I work with {ResumeFacts.Listed(facts.Match.MatchingKeywords, 3)}. {Paragraph(facts.BestBullets.Take(3))}

        ## Skills

        {List(facts.Match.MatchingKeywords.Take(12))}
        """;

    private static string GitHub(ResumeFacts facts) => $"""
        # {facts.Name}

        Work with {ResumeFacts.Listed(facts.Match.MatchingKeywords, 3)}.

        ## What I do

        {List(facts.BestBullets.Take(3).Select(BulletWording.Strengthen))}

        ## Tools I work with

        {List(facts.Match.MatchingKeywords.Take(8))}

        ## How to reach me

        {facts.Contact}
        """;

    private static string Paragraph(IEnumerable<string> bullets) =>
        string.Join(' ', bullets.Select(static bullet => BulletWording.Strengthen(bullet).TrimEnd('.') + "."));

    private static string List(IEnumerable<string> items) =>
        string.Join('\n', items.Select(static item => "- " + item)) is { Length: > 0 } list ? list : "none";
}
