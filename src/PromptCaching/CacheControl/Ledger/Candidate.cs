namespace PromptCaching.CacheControl.Ledger;

/// <summary>A boundary at which a marker could stand, and what is known about the prefix that ends there.</summary>
/// <param name="Step">The place in the path.</param>
/// <param name="Kind">What the boundary is in its request.</param>
/// <param name="Tokens">The tokens of the prefix, estimated.</param>
/// <param name="State">What the server holds of it.</param>
/// <param name="Prospect">How likely it is used again.</param>
/// <param name="Uses">How often it was used before.</param>
internal readonly record struct Candidate(int Step, BoundaryKind Kind, double Tokens, PrefixState State, ReuseProspect Prospect, int Uses)
{
    /// <summary>Gets the odds of the next use.</summary>
    public ReuseOdds Odds => Prospect.Next;
}
