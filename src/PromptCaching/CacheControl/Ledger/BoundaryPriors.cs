namespace PromptCaching.CacheControl.Ledger;

/// <summary>What is believed of a boundary of an unseen shape: enough for tools, system prompt and tail to be marked, as the best habits do.</summary>
internal static class BoundaryPriors
{
    /// <summary>How many observations the belief is worth.</summary>
    public static double Weight(BoundaryKind kind) => kind is BoundaryKind.Tools or BoundaryKind.SystemPart or BoundaryKind.System ? 3 : 4;

    public static ReuseOdds Of(BoundaryKind kind) => kind switch
    {
        BoundaryKind.Tools => new(0.90, 0.95, 0.97),
        BoundaryKind.SystemPart or BoundaryKind.System => new(0.88, 0.93, 0.95),
        BoundaryKind.Lead => new(0.58, 0.63, 0.70),
        BoundaryKind.Known => new(0.80, 0.86, 0.90),
        BoundaryKind.BeforeLastMessage or BoundaryKind.BeforeTail => new(0.72, 0.79, 0.85),

        // A program answers at once; a person takes a while, and may not.
        BoundaryKind.ToolTail => new(0.88, 0.92, 0.95),
        _ => new(0.66, 0.74, 0.80),
    };
}
