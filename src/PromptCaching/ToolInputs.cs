using System.Text;
using System.Text.Json;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Streaming;

namespace PromptCaching;

/// <summary>Puts the pieces of tool inputs together as they arrive, the caller's tools and the API's own alike.</summary>
internal sealed class ToolInputs
{
    private readonly Dictionary<int, (string Id, string Name, StringBuilder Written)> _open = [];

    /// <returns><see langword="null"/> for an event that adds nothing to an input.</returns>
    public ToolInputSoFar? Apply(MessageStreamEvent item)
    {
        switch (item)
        {
            case ContentBlockStartEvent { ContentBlock: ToolUseBlock tool } start:
                Open(start.Index, tool.Id, tool.Name, tool.Input);
                return null;
            case ContentBlockStartEvent { ContentBlock: ServerToolUseBlock tool } start:
                Open(start.Index, tool.Id, tool.Name, tool.Input);
                return null;
            case ContentBlockStartEvent { ContentBlock: McpToolUseBlock tool } start:
                Open(start.Index, tool.Id, tool.Name, tool.Input);
                return null;
            case ContentBlockDeltaEvent { Delta: InputJsonDelta { PartialJson: { Length: > 0 } piece } } delta
                when _open.TryGetValue(delta.Index, out var open):
                return new ToolInputSoFar(delta.Index, open.Id, open.Name, piece, open.Written.Append(piece), isComplete: false);
            case ContentBlockStopEvent stop when _open.Remove(stop.Index, out var open):
                return new ToolInputSoFar(stop.Index, open.Id, open.Name, "", open.Written, isComplete: true);
            default:
                return null;
        }
    }

    /// <summary>A block begins with an empty input and pieces follow; one whose input is there already gets none.</summary>
    private void Open(int index, string id, string name, JsonElement input) => _open[index] = (id, name, new StringBuilder(
        input.ValueKind == JsonValueKind.Object && input.EnumerateObject().Any() ? input.GetRawText() : ""));
}
