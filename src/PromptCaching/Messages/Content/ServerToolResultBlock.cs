using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>What a tool that Anthropic runs answered. It goes back exactly as it came.</summary>
/// <param name="Type">The kind, such as <c>web_search_tool_result</c>.</param>
/// <param name="ToolUseId">The id of the <see cref="ServerToolUseBlock"/> that this answers.</param>
/// <param name="Content">The result, whose form differs by kind; the methods read the known forms.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record ServerToolResultBlock(string Type, string ToolUseId, JsonElement Content) : CacheableBlock
{
    /// <inheritdoc />
    public override string Type { get; } = Type;

    /// <summary>Gets who asked for it.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public ToolCaller? Caller { get; init; }

    /// <summary>Gets what went wrong, such as <c>max_uses_exceeded</c>.</summary>
    /// <value><see langword="null"/> when the tool did its work.</value>
    [JsonIgnore]
    public string? ErrorCode => Field("error_code") is { } code ? WireJson.AsString(code) : null;

    /// <summary>Reads the pages that a web search found.</summary>
    /// <returns>The pages; empty for other kinds of result.</returns>
    public IReadOnlyList<WebSearchResult> GetSearchResults() => Objects<WebSearchResult>(Content);

    /// <summary>Reads what was fetched from the web.</summary>
    /// <returns>The page or file; <see langword="null"/> for other kinds of result.</returns>
    public WebFetchResult? GetFetchedPage() => Is("web_fetch_result") ? WireJson.Read<WebFetchResult>(Content) : null;

    /// <summary>Reads what code wrote that was run.</summary>
    /// <returns>The output; <see langword="null"/> for other kinds of result.</returns>
    public CodeExecutionOutput? GetCodeOutput() => Field("return_code") is null ? null : WireJson.Read<CodeExecutionOutput>(Content);

    /// <summary>Reads the tools that a tool search found.</summary>
    /// <returns>Their names; empty for other kinds of result.</returns>
    public IReadOnlyList<string> GetFoundTools() => Field("tool_references") is { } references
        ? [.. Objects<ContentBlock>(references).OfType<ToolReferenceBlock>().Select(static found => found.ToolName)]
        : [];

    internal static bool IsKnown(string type) => type is "web_search_tool_result" or "web_fetch_tool_result" or "code_execution_tool_result"
        or "bash_code_execution_tool_result" or "text_editor_code_execution_tool_result" or "tool_search_tool_result" or "advisor_tool_result";

    internal static ServerToolResultBlock? TryRead(JsonElement json, string type)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("tool_use_id"u8) is { } toolUseId && fields.TakeElement("content"u8) is { } content
            ? new ServerToolResultBlock(type, toolUseId, content)
            {
                Caller = fields.TakeObject<ToolCaller>("caller"u8),
                CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.String("tool_use_id"u8, ToolUseId);
        fields.Element("content"u8, Content);
        fields.Object("caller"u8, Caller);
    }

    private static T[] Objects<T>(JsonElement json)
        where T : IWireType<T> =>
        json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Object)
            ? JsonFields.ReadList<T>(json)
            : [];

    private bool Is(string type) => WireJson.TypeOf(Content) == type;

    private JsonElement? Field(string name) =>
        Content.ValueKind == JsonValueKind.Object && Content.TryGetProperty(name, out var field) ? field : null;
}
