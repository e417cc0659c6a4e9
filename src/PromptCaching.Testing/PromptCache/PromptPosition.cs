using System.Text.Json;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.PromptCache;

/// <summary>One step of the rendered prompt: a tool, a system block or a message block.</summary>
/// <param name="Level">The part of the prompt it is rendered into.</param>
/// <param name="Block">The block.</param>
/// <param name="OpensTurn">The role, where a turn of another role begins here.</param>
internal readonly record struct PromptPosition(PromptLevel Level, RequestBlock Block, string? OpensTurn)
{
    public JsonElement Json => Block.Json;

    /// <summary>Neighbours of type tool_use, or of type tool_result, share one place in the lookback window.</summary>
    public bool SharesPlaceWith(PromptPosition before) => Block.Type is "tool_use" or "tool_result" && Block.Type == before.Block.Type;
}
