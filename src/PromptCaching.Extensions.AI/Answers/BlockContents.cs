using System.Text.Json;
using Microsoft.Extensions.AI;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Answers;

/// <summary>A block as content. The block itself goes along, so that it comes back as it was.</summary>
internal static class BlockContents
{
    public static AIContent Of(ContentBlock block) => With(block, Bare(block));

    /// <summary>The blocks of an answer. A call of a model that refused in the end is none that a function may be run for.</summary>
    public static IEnumerable<AIContent> OfAll(IReadOnlyList<ContentBlock> blocks)
    {
        var refused = blocks.Count - 1;
        while (refused >= 0 && blocks[refused] is not FallbackBlock)
        {
            refused--;
        }

        return blocks.Select((block, at) => at < refused && block is ToolUseBlock ? OfRefused(block) : Of(block));
    }

    public static AIContent OfRefused(ContentBlock block) => With(block, new AIContent());

    /// <summary>Ends a block that was streamed in pieces, with a content that is not joined with them and carries it.</summary>
    public static AIContent EndOf(ContentBlock block)
    {
        var content = Silent(block);
        content.AdditionalProperties = new() { [PropertyNames.End] = true };
        return With(block, content);
    }

    /// <summary>Hangs the block on the content; in writing too, where the content does not say all of it.</summary>
    public static AIContent With(ContentBlock block, AIContent content)
    {
        content.RawRepresentation = block;
        if (!PlainBlocks.IsPlain(block))
        {
            (content.AdditionalProperties ??= [])[PropertyNames.Block] = WireElement.Of(block);
        }

        return content;
    }

    /// <summary>A text with annotations is not joined with those before it; one without would be, and be lost.</summary>
    private static AIContent Silent(ContentBlock block) =>
        block is TextBlock { Citations.Count: > 0 } text ? new TextContent("") { Annotations = Annotations.Of(text) } : new AIContent();

    private static AIContent Bare(ContentBlock block) => block switch
    {
        TextBlock text => new TextContent(text.Text) { Annotations = Annotations.Of(text) },
        ThinkingBlock thinking => new TextReasoningContent(thinking.Thinking) { ProtectedData = thinking.Signature },
        RedactedThinkingBlock redacted => new TextReasoningContent("") { ProtectedData = redacted.Data },
        ToolUseBlock use => FunctionCall(use),
        ServerToolUseBlock use => ServerToolContents.Call(use),
        ServerToolResultBlock result => ServerToolContents.Result(result),
        McpToolUseBlock use => new McpServerToolCallContent(use.Id, use.Name, use.ServerName) { Arguments = Arguments(use.Input) },
        McpToolResultBlock result => new McpServerToolResultContent(result.ToolUseId) { Outputs = [.. (result.Content ?? []).Select(Of)] },
        ImageBlock { Source: { Type: "base64", Data: { } data, MediaType: { } type } } => FromBase64(data, type),
        DocumentBlock { Source: { Type: "base64", Data: { } data, MediaType: { } type } } => FromBase64(data, type),
        ContainerUploadBlock upload => new HostedFileContent(upload.FileId),
        _ => new AIContent(),
    };

    private static DataContent FromBase64(string data, string mediaType) => new($"data:{mediaType};base64,{data}", mediaType);

    private static FunctionCallContent FunctionCall(ToolUseBlock use) => new(use.Id, use.Name, Arguments(use.Input))
    {
        Exception = use.Input.ValueKind == JsonValueKind.Object
            ? null
            : new JsonException($"The arguments of {use.Name} are not a JSON object: the answer was cut, or the model wrote them wrong."),
    };

    private static Dictionary<string, object?>? Arguments(JsonElement input) => input.ValueKind == JsonValueKind.Object
        ? input.EnumerateObject().DistinctBy(static field => field.Name)
            .ToDictionary(static field => field.Name, static field => (object?)field.Value, StringComparer.Ordinal)
        : null;
}
