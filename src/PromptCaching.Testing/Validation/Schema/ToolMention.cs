using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>A tool call or the result of one, remembered so that the two can be paired.</summary>
internal sealed class ToolMention(bool isResult, Shape block) : Shape
{
    public override Flaw? Check(JsonElement value, SchemaVisit visit)
    {
        if (block.Check(value, visit) is { } flaw)
        {
            return flaw;
        }

        visit.Conversation.Mention(isResult, isResult ? value.GetProperty("tool_use_id"u8) : value.GetProperty("id"u8));
        return null;
    }
}
