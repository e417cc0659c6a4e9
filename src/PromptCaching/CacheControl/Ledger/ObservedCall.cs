namespace PromptCaching.CacheControl.Ledger;

/// <summary>One call in the ledger, from its sending to its answer.</summary>
internal sealed class ObservedCall(PathKnowledge knowledge, PrefixNode[] nodes, DateTimeOffset at)
{
    public PathKnowledge Knowledge { get; } = knowledge;

    /// <summary>Gets what is remembered of each candidate, in the order of the candidates.</summary>
    public IReadOnlyList<PrefixNode> Nodes { get; } = nodes;

    public DateTimeOffset At { get; } = at;

    /// <summary>Gets the prefixes that this call writes.</summary>
    public List<PrefixNode> Writes { get; } = [];
}
