using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>What a tool of the caller's answered.</summary>
/// <param name="ToolUseId">The id of the <see cref="ToolUseBlock"/> that this answers.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record ToolResultBlock(string ToolUseId) : CacheableBlock
{
    internal const string TypeName = "tool_result";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets the answer: text, or blocks of text, images, documents and search results.</summary>
    /// <value><see langword="null"/> for a tool that returned nothing.</value>
    public MessageContent? Content { get; init; }

    /// <summary>Gets whether the tool failed.</summary>
    /// <value><see langword="null"/> leaves it to the API: no.</value>
    public bool? IsError { get; init; }

    /// <summary>Gets the toolset that the tool is of.</summary>
    /// <value><see langword="null"/> for tools of none.</value>
    public string? ToolsetName { get; init; }

    internal static ToolResultBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("tool_use_id"u8) is { } id
            ? new ToolResultBlock(id)
            {
                Content = fields.TakeContent("content"u8),
                IsError = fields.TakeBoolean("is_error"u8),
                ToolsetName = fields.TakeString("toolset_name"u8),
                CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.String("tool_use_id"u8, ToolUseId);
        fields.Content("content"u8, Content);
        fields.Boolean("is_error"u8, IsError);
        fields.String("toolset_name"u8, ToolsetName);
    }
}
