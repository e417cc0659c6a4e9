using System.Numerics;

namespace PromptCaching.CacheControl.Ledger;

/// <summary>One boundary as the statistics see it.</summary>
/// <param name="Shape">The shape of its request.</param>
/// <param name="Kind">What it is in the request.</param>
/// <param name="Index">Which block of its part it is.</param>
/// <param name="Uses">How often it was used before.</param>
internal readonly record struct Boundary(ConversationShape Shape, BoundaryKind Kind, int Index, int Uses)
{
    public bool IsTail => Kind is BoundaryKind.Tail or BoundaryKind.ToolTail;

    /// <summary>Gets a value indicating whether other conversations may come through here too.</summary>
    public bool IsHead => Kind is BoundaryKind.Tools or BoundaryKind.SystemPart or BoundaryKind.System or BoundaryKind.Lead;

    /// <summary>Gets how far it has come: heads by how often they were used, the others by how often the assistant spoke.</summary>
    public int Age => IsHead ? Uses : Shape.Turn;

    /// <summary>Gets the stage of that age: 0, 1 to 2, 3 to 6, and so on; it fares like others of its kind at that stage.</summary>
    public int Stage => Math.Min(BitOperations.Log2((uint)Age + 1), LastStage);

    /// <summary>Gets the stage that has no end.</summary>
    public int LastStage => IsHead ? 3 : 5;

    /// <summary>Gets which block of its part it is, where that matters.</summary>
    public ulong Part => Kind is BoundaryKind.SystemPart or BoundaryKind.Lead ? (ulong)Math.Min(Index, 15) : 0;
}
