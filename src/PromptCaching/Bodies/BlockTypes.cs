using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Reads the type of a block; the common ones without a new string each time.</summary>
internal static class BlockTypes
{
    private static readonly (byte[] Json, string Name)[] Common =
    [
        .. new[] { "text", "tool_use", "tool_result", "thinking", "image", "document", "custom", "redacted_thinking", "search_result" }
            .Select(static name => (System.Text.Encoding.UTF8.GetBytes(name), name)),
    ];

    /// <returns><see langword="null"/> when the value under the reader is no string; it is skipped.</returns>
    public static string? Read(ref JsonCursor reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        foreach (var (json, name) in Common)
        {
            if (reader.ValueTextEquals(json))
            {
                return name;
            }
        }

        return reader.GetString();
    }
}
