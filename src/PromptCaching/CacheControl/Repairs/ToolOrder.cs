using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Repairs;

/// <summary>Puts the tools of a request in the order of their names.</summary>
internal static class ToolOrder
{
    /// <summary>Sorts the tools, if each has a name and none a marker: what a marker covers is for the caller to say.</summary>
    /// <param name="draft">The body.</param>
    /// <param name="tools">Where the tools stand in it.</param>
    public static void Sort(BodyDraft draft, IReadOnlyList<BlockOutline> tools)
    {
        var parts = new List<NamedPart>(tools.Count);
        foreach (var tool in tools)
        {
            if (tool.Index != parts.Count || tool.Markers.Count > 0 || NameOf(draft.Body.Span[tool.Start..tool.End]) is not { } name)
            {
                return;
            }

            parts.Add(new NamedPart(name, tool.Start, tool.End));
        }

        draft.Sort(parts);
    }

    /// <returns><see langword="null"/> when the tool has no name, or more than one.</returns>
    private static string? NameOf(ReadOnlySpan<byte> tool)
    {
        var cursor = new JsonCursor(tool);
        cursor.Read();
        string? name = null;
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            var isName = cursor.ValueTextEquals("name"u8);
            cursor.Read();
            if (isName && (name is not null || cursor.TokenType != JsonTokenType.String))
            {
                return null;
            }

            name = isName ? JsonText.Read(cursor.ValueSpan) : name;
            cursor.Skip();
        }

        return name;
    }
}
