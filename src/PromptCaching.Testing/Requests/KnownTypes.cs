using System.Text.Json;
using PromptCaching.Testing.Tokens;

namespace PromptCaching.Testing.Requests;

/// <summary>Gives the common block types without allocating their names again for every block.</summary>
internal static class KnownTypes
{
    private static readonly (byte[] Utf8, string Text)[] Known =
    [
        .. ((string[])["text", "tool_use", "tool_result", "image", "document", "thinking", "redacted_thinking", "search_result", "custom"])
            .Select(static name => (System.Text.Encoding.UTF8.GetBytes(name), name)),
    ];

    public static string? Of(JsonElement block)
    {
        if (block.ValueKind != JsonValueKind.Object || !block.TryGetProperty("type"u8, out var type) || type.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var raw = RawText.Of(type);
        foreach (var (utf8, text) in Known)
        {
            if (raw.SequenceEqual(utf8))
            {
                return text;
            }
        }

        return type.GetString();
    }
}
