using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>One block of a message, of the system prompt or of a tool result.</summary>
/// <remarks>A block of a type that this version does not know, or without a field it must have, is an <see cref="UnknownBlock"/>.</remarks>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public abstract record ContentBlock : WireObject, IWireType<ContentBlock>
{
    private protected ContentBlock()
    {
    }

    /// <summary>Gets the value of the field <c>type</c>, such as <c>text</c>.</summary>
    public abstract string Type { get; }

    [SuppressMessage("Design", "CA1033", Justification = "Nobody outside can derive from it.")]
    static ContentBlock IWireType<ContentBlock>.Read(JsonElement json)
    {
        ContentBlock? known = WireJson.TypeOf(json) switch
        {
            TextBlock.TypeName => TextBlock.TryRead(json),
            ImageBlock.TypeName => ImageBlock.TryRead(json),
            DocumentBlock.TypeName => DocumentBlock.TryRead(json),
            SearchResultBlock.TypeName => SearchResultBlock.TryRead(json),
            ThinkingBlock.TypeName => ThinkingBlock.TryRead(json),
            RedactedThinkingBlock.TypeName => RedactedThinkingBlock.TryRead(json),
            ToolUseBlock.TypeName => ToolUseBlock.TryRead(json),
            ToolResultBlock.TypeName => ToolResultBlock.TryRead(json),
            ServerToolUseBlock.TypeName => ServerToolUseBlock.TryRead(json),
            McpToolUseBlock.TypeName => McpToolUseBlock.TryRead(json),
            McpToolResultBlock.TypeName => McpToolResultBlock.TryRead(json),
            ToolReferenceBlock.TypeName => ToolReferenceBlock.TryRead(json),
            BrowserStateBlock.TypeName => BrowserStateBlock.TryRead(json),
            ContainerUploadBlock.TypeName => ContainerUploadBlock.TryRead(json),
            CompactionBlock.TypeName => CompactionBlock.TryRead(json),
            ToolAdditionBlock.TypeName => ToolAdditionBlock.TryRead(json),
            ToolRemovalBlock.TypeName => ToolRemovalBlock.TryRead(json),
            FallbackBlock.TypeName => FallbackBlock.TryRead(json),
            { } type when ServerToolResultBlock.IsKnown(type) => ServerToolResultBlock.TryRead(json, type),
            _ => null,
        };
        return known ?? new UnknownBlock(json.Clone());
    }

    private protected override void WriteFields(FieldWriter fields) => fields.String("type"u8, Type);
}
