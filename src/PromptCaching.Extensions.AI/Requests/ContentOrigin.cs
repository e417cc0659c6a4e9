using System.Text.Json;
using Microsoft.Extensions.AI;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>The block that a content was made of, and whether the content still says what it said.</summary>
internal static class ContentOrigin
{
    public static ContentBlock? Of(AIContent content) =>
        content.RawRepresentation as ContentBlock
        ?? (content.AdditionalProperties?.TryGetValue(PropertyNames.Block, out var written) == true
            && written is JsonElement { ValueKind: JsonValueKind.Object } json
                ? WireElement.Read<ContentBlock>(json)
                : null);

    /// <summary>The end of a streamed text says nothing by itself: it carries the block that the pieces before it amount to.</summary>
    public static bool IsEnd(AIContent content) => content.AdditionalProperties?.ContainsKey(PropertyNames.End) == true;

    public static bool IsUnchanged(ContentBlock block, AIContent content) => (content, block) switch
    {
        (TextContent text, TextBlock from) => text.Text == from.Text,
        (TextReasoningContent reasoning, ThinkingBlock from) => reasoning.Text == from.Thinking && reasoning.ProtectedData == from.Signature,
        (TextReasoningContent reasoning, RedactedThinkingBlock from) => reasoning.ProtectedData == from.Data,
        (FunctionCallContent call, ToolUseBlock from) => call.CallId == from.Id && call.Name == from.Name && AreSame(call.Arguments, from.Input),
        (TextContent or TextReasoningContent or FunctionCallContent, _) => false,
        _ => true,
    };

    private static bool AreSame(IDictionary<string, object?>? arguments, JsonElement input) => input.ValueKind != JsonValueKind.Object
        ? arguments is null or { Count: 0 }
        : JsonElement.DeepEquals(WireElement.OfFields(arguments ?? new Dictionary<string, object?>()), input);
}
