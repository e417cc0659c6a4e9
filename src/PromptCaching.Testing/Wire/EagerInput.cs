using System.Text.Json;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.Wire;

/// <summary>Whether a tool's input is streamed unchecked: asked for by the tool itself, or for all tools by the old beta header.</summary>
internal sealed record EagerInput(bool ForAll, IReadOnlySet<string> Tools)
{
    private const string OldBeta = "fine-grained-tool-streaming-2025-05-14";

    public static EagerInput Of(IncomingCall call) => new(
        call.Header("anthropic-beta")?.Contains(OldBeta, StringComparison.Ordinal) == true,
        call.Json!.Value.GetArray("tools")
            .Where(static tool => tool.IsTrue("eager_input_streaming"))
            .Select(static tool => tool.GetText("name"))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal));

    public bool Covers(JsonElement block) =>
        block.GetText("type") == "tool_use" && (ForAll || (block.GetText("name") is { } name && Tools.Contains(name)));
}
