namespace PromptCaching.CacheControl.Linting;

/// <summary>The first difference between two prompts, before it is told to the caller.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Place">Where.</param>
/// <param name="Difference">How.</param>
/// <param name="Position">The first position of the earlier prompt that can no longer be read.</param>
internal sealed record Drift(PrefixDriftKind Kind, string Place, string Difference, int Position)
{
    public int? Offset { get; init; }

    public static Drift From(Mismatch mismatch, PrefixDriftKind kind, int position)
    {
        var told = mismatch.Form switch
        {
            MismatchForm.KeyOrder => PrefixDriftKind.KeyOrder,
            MismatchForm.NumberSpelling => PrefixDriftKind.NumberSpelling,
            _ => kind,
        };
        return new Drift(told, mismatch.Place, mismatch.Difference, position) { Offset = mismatch.Offset };
    }
}
