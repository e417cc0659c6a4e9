using System.Text.Json;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Answers;

/// <summary>What the model says: complete blocks and why it stopped.</summary>
internal sealed record Answer(IReadOnlyList<JsonElement> Blocks, string StopReason, string? StopSequence = null)
{
    public static Answer Scripted(EmulatedAnswer script, Func<Answer> unasked)
    {
        var natural = script.Blocks is { } content ? Naturally([.. content.EnumerateArray()]) : unasked();
        return script.StopReason is { } reason ? natural with { StopReason = reason, StopSequence = script.StopSequence } : natural;
    }

    private static Answer Naturally(IReadOnlyList<JsonElement> blocks) =>
        new(blocks, blocks.Any(static block => block.GetText("type") == "tool_use") ? "tool_use" : "end_turn");
}
