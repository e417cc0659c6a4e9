namespace PromptCaching.CacheControl.Verdicts;

/// <summary>The first thing in which a request departs from an earlier one.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Step">The first block from which on entries of the earlier one do not match.</param>
internal readonly record struct RequestDifference(CacheMissKind Kind, int Step)
{
    /// <summary>Gets which tool, system block or message block it is.</summary>
    public int Index { get; init; }

    /// <summary>Gets the piece of the text in which two system blocks part; null when they are not two texts, -1 when it lies behind what is kept.</summary>
    public int? Chunk { get; init; }

    /// <summary>Gets the name of the parameter.</summary>
    public string? Parameter { get; init; }
}
