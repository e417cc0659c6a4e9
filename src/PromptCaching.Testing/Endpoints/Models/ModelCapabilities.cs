using System.Text.Json;

namespace PromptCaching.Testing.Endpoints.Models;

/// <summary>What a model can do, by the rules that the documentation gives for its generation.</summary>
internal sealed record ModelCapabilities(string Line, decimal Generation)
{
    private bool HasThinking => Generation >= 3.7m;

    private bool HasAdaptiveThinking => Generation >= 4.6m;

    private bool HasThinkingBudget => HasThinking && Generation <= 4.6m;

    private bool CanSwitchThinkingOff => Line is not ("fable" or "mythos") && !(Line is "opus" or "sonnet" && Generation >= 5.5m);

    private bool HasEffort => Generation >= 4.6m || (Generation == 4.5m && Line == "opus");

    private bool IsCurrent => Generation >= 4m;

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        Leaf(writer, "batch", true);
        Leaf(writer, "citations", Generation >= 3.5m);
        Leaf(writer, "code_execution", IsCurrent);
        Group(writer, "context_management", IsCurrent,
            [("clear_tool_uses_20250919", IsCurrent), ("clear_thinking_20251015", IsCurrent), ("compact_20260112", HasAdaptiveThinking)]);
        Group(writer, "effort", HasEffort,
            [("low", HasEffort), ("medium", HasEffort), ("high", HasEffort), ("xhigh", Generation >= 4.7m), ("max", HasAdaptiveThinking)]);
        Leaf(writer, "image_input", true);
        Leaf(writer, "pdf_input", Generation >= 3.5m);
        Leaf(writer, "structured_outputs", Generation >= 4.5m);
        writer.WriteStartObject("thinking");
        writer.WriteBoolean("supported", HasThinking);
        Group(writer, "types", null,
        [
            ("enabled", HasThinkingBudget),
            ("adaptive", HasAdaptiveThinking),
            ("disabled", HasThinking && CanSwitchThinkingOff),
            ("between_tools", Line == "sonnet" && Generation == 5.5m),
        ]);
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
