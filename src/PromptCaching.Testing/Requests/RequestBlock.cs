using System.Text.Json;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Requests;

/// <summary>A tool, system block or message block where it stands in the request.</summary>
internal sealed class RequestBlock(PromptLevel level, int message, int index, JsonElement json, RequestBlock? parent = null)
{
    public PromptLevel Level => level;

    /// <summary>Gets the block; the bare string where the request has one in place of a list of blocks.</summary>
    public JsonElement Json => json;

    public string Type { get; } = KnownTypes.Of(json) ?? (level == PromptLevel.Tools ? "custom" : "text");

    public string? Role { get; init; }

    public bool TurnScoped { get; init; }

    /// <summary>Gets the number of the message it stands in; meaningless for tools and system blocks.</summary>
    public int Message => message;

    /// <summary>Gets where it stands, as error texts say it; made when asked for, as histories are long and errors rare.</summary>
    public string Path => parent is not null ? $"{parent.HolderOfNested}.{index}" : level switch
    {
        PromptLevel.Tools => $"tools.{index}",
        PromptLevel.System => $"system.{index}",
        _ => $"messages.{message}.content.{index}",
    };

    public bool IsDeferredTool => level == PromptLevel.Tools && json.IsTrue("defer_loading");

    /// <summary>Web search and fetch stand among the tools but are rendered into the system prompt: the tools' entries survive them.</summary>
    public bool IsWebTool => level == PromptLevel.Tools
        && (Type.StartsWith("web_search_", StringComparison.Ordinal) || Type.StartsWith("web_fetch_", StringComparison.Ordinal));

    /// <summary>Gets the element that holds the text of a text block.</summary>
    public JsonElement? TextElement => json.ValueKind == JsonValueKind.String ? json : json.Get("text");

    public bool IsEmptyText => Type == "text" && !(TextElement is { ValueKind: JsonValueKind.String } text && !text.ValueEquals(""u8));

    public bool CanCarryMarker => !IsDeferredTool && !TurnScoped && Type is not ("thinking" or "redacted_thinking" or "fallback") && !IsEmptyText;

    public JsonElement? Marker => json.Get("cache_control");

    private string HolderOfNested => Type == "document" ? $"{Path}.document.source.content" : $"{Path}.{Type}.content";

    /// <summary>The path of a field in the API's grammar: message blocks and tools name their type, system blocks have only one.</summary>
    public string Field(string name) => level == PromptLevel.System ? $"{Path}.{name}" : $"{Path}.{Type}.{name}";

    /// <summary>Blocks inside this one that may carry a marker of their own, innermost first.</summary>
    public IEnumerable<RequestBlock> Nested() => Type switch
    {
        "tool_result" or "search_result" => Inside(json),
        "document" => Inside(json.Get("source") ?? default),
        _ => [],
    };

    private IEnumerable<RequestBlock> Inside(JsonElement holder) => holder.GetArray("content").SelectMany((child, number) =>
    {
        var block = new RequestBlock(level, message, number, child, this) { Role = Role, TurnScoped = TurnScoped };
        return block.Nested().Append(block);
    });
}
