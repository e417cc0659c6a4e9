namespace PromptCaching.CacheControl.Ledger;

/// <summary>What is believed of a boundary of an unseen shape: enough for tools, system prompt and tail to be marked, as the best habits do.</summary>
internal static class BoundaryPriors
{
    /// <summary>How many observations the belief is worth.</summary>
    public static double Weight(BoundaryKind kind) => kind is BoundaryKind.Tools or BoundaryKind.SystemPart or BoundaryKind.System ? 3 : 4;

    public static ReuseOdds Of(BoundaryKind kind, int stage) => kind switch
    {
        BoundaryKind.Tools => new(0.94, 0.95, 0.96),
        BoundaryKind.SystemPart or BoundaryKind.System => new(0.92, 0.935, 0.95),

        // A document is read again by others, or not at all; whoever came back once will again.
        BoundaryKind.Lead => stage == 0 ? new(0.55, 0.70, 0.74) : new(0.78, 0.90, 0.92),

        BoundaryKind.Known => new(0.84, 0.87, 0.90),

        // A program answers at once; a person takes a while, and may not.
        BoundaryKind.ToolTail => new(0.91, 0.93, 0.95),
        _ => new(0.70, 0.74, 0.79),
    };
}
