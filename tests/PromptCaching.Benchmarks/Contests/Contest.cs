namespace PromptCaching.Benchmarks.Contests;

/// <summary>Ours and another way to the same end.</summary>
/// <param name="Ours">What ours does, in words.</param>
/// <param name="Other">The other way, in words.</param>
/// <param name="DoOurs">Goes ours once.</param>
/// <param name="DoOther">Goes the other once.</param>
internal sealed record Contest(string Ours, string Other, Action DoOurs, Action DoOther)
{
    public static Contest Of(IRatio ratio, string ours, string other) => new(ours, other, ratio.Ours, ratio.Reference);
}
