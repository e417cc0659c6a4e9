using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>Judges one call by what was expected, what was reported, and what was found to stand in the way.</summary>
internal static class VerdictJudge
{
    private const double Share = 0.5;
    private const double WorthAWarning = 1024;

    public static bool IsSurprise(CacheExpectation expected, ReportedTokens reported) =>
        reported.Read < expected.Read * expected.Scale(reported) * Share;

    /// <summary>Whether so much was expected and so little came that somebody should look at it.</summary>
    public static bool IsWorthAWarning(CacheVerdict verdict) =>
        verdict is { ReadTokens: { } read, ExpectedReadTokens: var expected } && expected >= WorthAWarning && read < expected * Share;

    public static CacheVerdict Of(
        CacheExpectation expected,
        IReadOnlyList<PlannedBreakpoint> breakpoints,
        ReportedTokens? reported,
        CacheMissCause? cause,
        CacheDiagnosis? diagnosis)
    {
        var scale = expected.Scale(reported);
        cause = Merge(cause, diagnosis, reported);
        var outcome = OutcomeOf(reported, cause?.Kind);
        return new CacheVerdict
        {
            Outcome = outcome,
            Explanation = Explain(outcome, cause, breakpoints.Count > 0),
            Breakpoints = breakpoints,
            ExpectedReadTokens = (long)Math.Round(expected.Read * scale),
            ExpectedWrittenTokens = (long)Math.Round(expected.Written * scale),
            ReadTokens = reported?.Read,
            WrittenTokens = reported?.Written,
            Cause = reported is null ? null : cause,
            Diagnosis = diagnosis,
        };
    }

    public static CacheDiagnosis? DiagnosisOf(AnswerOutline answer) =>
        answer.CacheMissReason is { } reason ? new CacheDiagnosis(reason, answer.CacheMissedTokens) : null;

    /// <summary>What was found here is more exact than the API's word; where nothing was, that word counts, if little was read.</summary>
    private static CacheMissCause? Merge(CacheMissCause? cause, CacheDiagnosis? diagnosis, ReportedTokens? reported)
    {
        var isOpen = cause is null or { Kind: CacheMissKind.Unexplained };
        return isOpen && reported is not null && reported.Read < reported.Total * Share ? ApiWords.Of(diagnosis) ?? cause : cause;
    }

    private static CacheOutcome OutcomeOf(ReportedTokens? reported, CacheMissKind? kind) => reported switch
    {
        null => CacheOutcome.None,
        { Read: 0, Written: 0 } when kind is null or CacheMissKind.BelowMinimum => CacheOutcome.NothingToCache,
        { Read: 0 } => kind is null ? CacheOutcome.ColdStart : CacheOutcome.Miss,
        _ => kind is null ? CacheOutcome.Hit : CacheOutcome.Partial,
    };

    private static string Explain(CacheOutcome outcome, CacheMissCause? cause, bool isMarked) => outcome switch
    {
        CacheOutcome.None => "The answer does not say what was read and written.",
        CacheOutcome.Hit => "What could be read was read.",
        CacheOutcome.Partial => "An earlier request had left more to be read.",
        CacheOutcome.ColdStart => "Nothing was there to be read yet.",
        CacheOutcome.Miss => "An earlier request had left something to be read, but nothing was.",
        _ when cause is not null => "The prompt is too short to be cached.",
        _ => isMarked ? "The API neither read nor wrote what was marked." : "Nothing of the prompt is worth being written.",
    };
}
