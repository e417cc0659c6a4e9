using System.Text.Json;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Answers;

/// <summary>Which blocks a content of the abstractions says all of.</summary>
internal static class PlainBlocks
{
    public static bool IsPlain(ContentBlock block) => block.ExtraFields.Count == 0 && block switch
    {
        TextBlock text => text.Citations is null && text.CacheControl is null,
        ThinkingBlock thinking => thinking.Signature is not null,
        ToolUseBlock use => use.Caller is null && use.ToolsetName is null && use.CacheControl is null && use.Input.ValueKind == JsonValueKind.Object,
        _ => false,
    };
}
