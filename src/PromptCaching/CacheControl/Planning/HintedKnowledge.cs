using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Planning;

/// <summary>What is known about a request's prefixes once the caller has said what becomes of them.</summary>
internal static class HintedKnowledge
{
    /// <summary>Shorter prefixes are used at least as often as longer ones; this much more, so that they get the markers that are left.</summary>
    private const double MoreForTheShorter = 0.005;

    private static readonly ReuseOdds Never = new(0, 0, 0);

    public static PathKnowledge With(this PathKnowledge knowledge, PrefixHint? hint) => hint switch
    {
        PrefixHint.Reused => knowledge with { Candidates = Reused(knowledge.Candidates) },
        PrefixHint.OneShot => knowledge with { Candidates = OneShot(knowledge.Candidates) },
        _ => knowledge,
    };

    /// <summary>The static start comes back. What stands behind it in an opening call is not written before it was used once; then its odds decide.</summary>
    public static PathKnowledge StartingWith(this PathKnowledge knowledge, StaticStart? start) => start is not { } given
        ? knowledge
        : knowledge with
        {
            Candidates = [.. Certain(knowledge.Candidates, candidate => candidate.Step == given.Step || (candidate.Step < given.Step && IsHead(candidate.Kind)))
                .Select(candidate => given.IsOpening && candidate.Step > given.Step && candidate.Uses == 0 ? With(candidate, Never) : candidate)],
        };

    /// <summary>Heads and tail come back within the hour for certain; whether within five minutes is left to the pauses seen so far.</summary>
    private static Candidate[] Reused(IReadOnlyList<Candidate> candidates) =>
        Certain(candidates, static candidate => IsHead(candidate.Kind) || IsTail(candidate.Kind));

    private static Candidate[] Certain(IReadOnlyList<Candidate> candidates, Func<Candidate, bool> comesBack)
    {
        var hinted = candidates.ToArray();
        var share = 0.0;
        for (var index = hinted.Length - 1; index >= 0; index--)
        {
            if (comesBack(hinted[index]))
            {
                share = Math.Max(share, hinted[index].Odds.ShareWithinFiveMinutes);
                var certain = 1 - (MoreForTheShorter * index);
                hinted[index] = With(hinted[index], new ReuseOdds(certain * share, certain, certain));
            }
        }

        return hinted;
    }

    private static Candidate[] OneShot(IReadOnlyList<Candidate> candidates) =>
        [.. candidates.Select(static candidate => IsTail(candidate.Kind) ? With(candidate, Never) : candidate)];

    private static Candidate With(Candidate candidate, ReuseOdds odds) => candidate with
    {
        Prospect = new ReuseProspect(odds, [.. candidate.Prospect.Stages.Select(stage => stage with { Odds = odds })]),
    };

    private static bool IsHead(BoundaryKind kind) => kind is BoundaryKind.Tools or BoundaryKind.SystemPart or BoundaryKind.System or BoundaryKind.Lead;

    private static bool IsTail(BoundaryKind kind) => kind is BoundaryKind.Tail or BoundaryKind.ToolTail;
}
