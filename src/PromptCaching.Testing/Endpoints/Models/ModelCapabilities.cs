using System.Text.Json;
using PromptCaching.Accounting;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.Endpoints.Models;

/// <summary>What a model can do: by the rules by which its requests are judged, and else by its generation.</summary>
internal sealed record ModelCapabilities(ModelName Name, ModelRules? Traits)
{
    private static readonly string[] Efforts = ["low", "medium", "high", "xhigh", "max"];
    private static readonly string[] WaysToThink = ["enabled", "adaptive", "disabled", "between_tools"];

    private bool HasThinking => Traits is not null && Name.IsAtLeast(3, 7);

    private bool IsCurrent => Name.IsAtLeast(4, 0);

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        Leaf(writer, "batch", true);
        Leaf(writer, "citations", Name.IsAtLeast(3, 5));
        Leaf(writer, "code_execution", IsCurrent);
        Group(writer, "context_management", IsCurrent,
            [("clear_tool_uses_20250919", IsCurrent), ("clear_thinking_20251015", IsCurrent), ("compact_20260112", Name.IsAtLeast(4, 6))]);
        Group(writer, "effort", Traits is { Efforts.Count: > 0 }, Efforts.Select(effort => (effort, Traits?.Efforts.Contains(effort) == true)));
        Leaf(writer, "image_input", true);
        Leaf(writer, "pdf_input", Name.IsAtLeast(3, 5));
        Leaf(writer, "structured_outputs", Name.IsAtLeast(4, 5));
        writer.WriteStartObject("thinking");
        writer.WriteBoolean("supported", HasThinking);
        Group(writer, "types", null, WaysToThink.Select(type => (type, HasThinking && Traits!.Thinking.Contains(type))));
        writer.WriteEndObject();
        Group(writer, "server_tools", IsCurrent, [("code_execution", IsCurrent), ("web_search", IsCurrent)]);
        writer.WriteEndObject();
    }

    private static void Group(Utf8JsonWriter writer, string name, bool? isSupported, IEnumerable<(string Name, bool IsSupported)> leaves)
    {
        writer.WriteStartObject(name);
        if (isSupported is { } supported)
        {
            writer.WriteBoolean("supported", supported);
        }

        foreach (var leaf in leaves)
        {
            Leaf(writer, leaf.Name, leaf.IsSupported);
        }

        writer.WriteEndObject();
    }

    private static void Leaf(Utf8JsonWriter writer, string name, bool isSupported)
    {
        writer.WriteStartObject(name);
        writer.WriteBoolean("supported", isSupported);
        writer.WriteEndObject();
    }
}
