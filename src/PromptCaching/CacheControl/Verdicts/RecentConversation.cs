namespace PromptCaching.CacheControl.Verdicts;

/// <summary>A request and the one before it in its conversation.</summary>
/// <param name="Now">The request.</param>
/// <param name="Before">The one before it; null on a first turn, or when it is not known any more.</param>
/// <param name="PreviousMessageId">The id of the answer before; null when it is not known, or went to another key or workspace.</param>
internal sealed record RecentConversation(RecentRequest Now, RecentRequest? Before, string? PreviousMessageId)
{
    /// <summary>Whether the request does not begin with all that the one before it was.</summary>
    public bool HasBroken(Ledger.PromptPath path) =>
        Before is not null && (Before.TailStep >= path.Steps.Count || path.Steps[Before.TailStep].Hash != Before.TailHash);
}
