namespace PromptCaching.CacheControl.Ledger;

/// <summary>The odds of the next use of a prefix, and of the uses after it, by how far it has come.</summary>
/// <param name="Next">The odds of the next use.</param>
/// <param name="Stages">The odds of those that follow, nearest stage first; the last stage has no end. Never empty.</param>
internal sealed record ReuseProspect(ReuseOdds Next, IReadOnlyList<ReuseStage> Stages)
{
    /// <summary>Whoever uses the longer prefix uses this one too, at every stage.</summary>
    public ReuseProspect AtLeast(ReuseProspect longer) => With(longer, static (own, other) => own.AtLeast(other));

    /// <summary>Nobody uses this prefix without the shorter one, at any stage.</summary>
    public ReuseProspect AtMost(ReuseProspect shorter) => With(shorter, static (own, other) => own.AtMost(other));

    private ReuseProspect With(ReuseProspect other, Func<ReuseOdds, ReuseOdds, ReuseOdds> choose)
    {
        var stages = new ReuseStage[Stages.Count];
        for (var index = 0; index < stages.Length; index++)
        {
            stages[index] = Stages[index] with { Odds = choose(Stages[index].Odds, other.Stages[Math.Min(index, other.Stages.Count - 1)].Odds) };
        }

        return new ReuseProspect(choose(Next, other.Next), stages);
    }
}

/// <summary>Some uses that are alike.</summary>
/// <param name="Odds">The odds that each is followed by another.</param>
/// <param name="Uses">How many they are.</param>
internal readonly record struct ReuseStage(ReuseOdds Odds, int Uses);
