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

    /// <summary>Gets what tells boundaries of one kind apart: heads by how well known they are, the others by how far the conversation is.</summary>
    public ulong Stage
    {
        get
        {
            var part = Kind is BoundaryKind.SystemPart or BoundaryKind.Lead ? (uint)Math.Min(Index, 15) << 8 : 0;
            return part | (uint)BitOperations.Log2((uint)(IsHead ? Math.Min(Uses, 7) : Shape.Turn) + 1);
        }
    }
}
