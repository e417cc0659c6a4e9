using System.Text.Json;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Requests;

/// <summary>A tool, system block or message block where it stands in the request, with the path that error texts use.</summary>
internal sealed record RequestBlock(PromptLevel Level, string Path, JsonElement Json)
{
    public string Type { get; init; } = Json.GetText("type") ?? (Level == PromptLevel.Tools ? "custom" : "text");

    public string? Role { get; init; }

    public bool TurnScoped { get; init; }

    public bool IsDeferredTool => Level == PromptLevel.Tools && Json.IsTrue("defer_loading");

    /// <summary>Web search and fetch stand among the tools but are rendered into the system prompt: the tools' entries survive them.</summary>
    public bool IsWebTool => Level == PromptLevel.Tools
        && (Type.StartsWith("web_search_", StringComparison.Ordinal) || Type.StartsWith("web_fetch_", StringComparison.Ordinal));

    public bool IsEmptyText => Type == "text" && string.IsNullOrEmpty(Json.GetText("text"));

    public bool CanCarryMarker =>
        !IsDeferredTool && !TurnScoped && !IsEmptyText && Type is not ("thinking" or "redacted_thinking" or "fallback");

    public JsonElement? Marker => Json.Get("cache_control");

    /// <summary>The path of a field in the API's grammar: message blocks and tools name their type, system blocks have only one.</summary>
    public string Field(string name) => Level == PromptLevel.System ? $"{Path}.{name}" : $"{Path}.{Type}.{name}";

    /// <summary>Blocks inside this one that may carry a marker of their own.</summary>
    public IEnumerable<RequestBlock> Nested()
    {
        var (holder, path) = Type switch
        {
            "tool_result" or "search_result" => (Json, $"{Path}.{Type}.content"),
            "document" => (Json.Get("source") ?? default, $"{Path}.document.source.content"),
            _ => (default, ""),
        };

        return holder.GetArray("content").SelectMany((child, index) =>
        {
            var block = new RequestBlock(Level, $"{path}.{index}", child) { Role = Role, TurnScoped = TurnScoped };
            return block.Nested().Append(block);
        });
    }
}
