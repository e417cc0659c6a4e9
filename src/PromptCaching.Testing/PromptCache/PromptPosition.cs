using System.Text.Json;

namespace PromptCaching.Testing.PromptCache;

/// <summary>One step of the rendered prompt: a tool, a system block or a message block.</summary>
/// <param name="Level">The part of the prompt.</param>
/// <param name="Type">The block type; neighbours of type tool_use, or of type tool_result, share one place in the lookback window.</param>
/// <param name="Json">The block.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="OpensTurn">The role, where a turn of another role begins here.</param>
internal sealed record PromptPosition(PromptLevel Level, string Type, JsonElement Json, int Tokens, string? OpensTurn)
{
    public bool SharesPlaceWith(PromptPosition before) => Type is "tool_use" or "tool_result" && Type == before.Type;
}
