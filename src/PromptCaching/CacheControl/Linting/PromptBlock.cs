using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Linting;

/// <summary>A tool, system block or content block; a plain string in place of blocks has become a text block.</summary>
internal sealed record PromptBlock(PromptLevel Level, string Place, JsonElement Json)
{
    /// <summary>Gets who says it; null for tools and system blocks.</summary>
    public string? Role { get; init; }

    /// <summary>Gets the message it stands in; meaningless for tools and system blocks.</summary>
    public int Message { get; init; }

    public string Type { get; } = Json.GetText("type") ?? (Level == PromptLevel.Tools ? "custom" : "text");

    public string? Name => Json.GetText("name");

    /// <summary>Deferred tools are left out of the prefix.</summary>
    public bool IsDeferred => Level == PromptLevel.Tools && Json.Has("defer_loading", JsonValueKind.True);

    /// <summary>Web search and fetch stand among the tools but are rendered into the system prompt: the tools' entries survive them.</summary>
    public bool IsWebTool => Level == PromptLevel.Tools
        && (Type.StartsWith("web_search_", StringComparison.Ordinal) || Type.StartsWith("web_fetch_", StringComparison.Ordinal));

    public bool IsMarked => Json.Has("cache_control", JsonValueKind.Object);

    /// <summary>The place of a field: tools, system blocks and text are named without their type, other blocks with it.</summary>
    public string PlaceOf(string field) => Level == PromptLevel.Messages && Type != "text" ? $"{Place}.{Type}.{field}" : $"{Place}.{field}";
}
