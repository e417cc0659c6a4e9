namespace PromptCaching.CacheControl.Ledger;

/// <summary>What the ledger knows about the prefixes of one request at the time of sending.</summary>
/// <param name="Candidates">The boundaries at which a marker could stand, in ascending order.</param>
/// <param name="Hit">The candidate whose entry the request can read, as far as we know; -1 for none.</param>
/// <param name="HitSurvival">How likely the tokens of the hit outlast a long pause: 1 when they were written for an hour.</param>
internal sealed record PathKnowledge(IReadOnlyList<Candidate> Candidates, int Hit, double HitSurvival)
{
    public static PathKnowledge None { get; } = new([], -1, 1);
}
