using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Verdicts;

namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>A prefix of a call that has an entry on the server, and could be kept there.</summary>
/// <param name="Candidate">Where it ends, and how likely it is used again.</param>
/// <param name="Lifetime">How long the entry lasts.</param>
/// <param name="Gain">The tokens that nothing else keeps.</param>
/// <param name="IsTail">Whether the whole request is the prefix; else other conversations begin with it too.</param>
internal sealed record WarmPrefix(Candidate Candidate, TimeSpan Lifetime, double Gain, bool IsTail)
{
    /// <summary>Chooses from the entries of a call the longest one that is shared, and the one at its end.</summary>
    /// <param name="sent">The call.</param>
    /// <param name="candidates">Its boundaries, with what its caller said about their future.</param>
    /// <param name="lifetimes">How long the entry lasts that ends there; null where none does.</param>
    /// <param name="minimum">The fewest tokens that are worth it.</param>
    public static IReadOnlyList<WarmPrefix> Of(SentCall sent, IReadOnlyList<Candidate> candidates, IReadOnlyList<TimeSpan?> lifetimes, int minimum)
    {
        WarmPrefix? head = null;
        WarmPrefix? tail = null;
        for (var index = 0; index < candidates.Count; index++)
        {
            var candidate = candidates[index];
            if (lifetimes[index] is not { } lifetime || candidate.Tokens < minimum || candidate.Odds.Ever <= 0)
            {
                continue;
            }

            var block = sent.Path.Steps[candidate.Step].Block;
            if (IsHead(candidate.Kind, block))
            {
                head = new WarmPrefix(candidate, lifetime, candidate.Tokens, IsTail: false);
            }
            else if (IsTailOf(candidate.Kind, block, sent.Outline))
            {
                tail = new WarmPrefix(candidate, lifetime, candidate.Tokens - (head?.Candidate.Tokens ?? 0), IsTail: true);
            }
        }

        return [.. new[] { head, tail }.OfType<WarmPrefix>()];
    }

    private static bool IsHead(BoundaryKind kind, BlockOutline block) =>
        kind is BoundaryKind.Tools or BoundaryKind.SystemPart or BoundaryKind.System
        || (kind == BoundaryKind.Lead && block is { Message: 0, Role: MessageRole.User });

    /// <summary>A request that ends in the middle of a turn, or not with its user, would be refused.</summary>
    private static bool IsTailOf(BoundaryKind kind, BlockOutline block, RequestOutline request) =>
        kind is BoundaryKind.Tail or BoundaryKind.ToolTail && block.Role == MessageRole.User && block == request.Blocks[^1];
}
