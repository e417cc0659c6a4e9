using System.Text.Json;

namespace PromptCaching.Testing.Wire;

/// <summary>How a complete block is told in a stream: what stands in its start event, and the deltas that follow.</summary>
internal static class BlockDeltas
{
    private const int PieceLength = 40;

    /// <summary>Fields that the start event leaves empty because deltas bring them.</summary>
    public static JsonElement StartOf(JsonElement block) => Json.Element(writer =>
    {
        writer.WriteStartObject();
        foreach (var property in block.EnumerateObject())
        {
            writer.WritePropertyName(property.Name);
            switch (block.GetText("type"), property.Name)
            {
                case ("text", "text") or ("thinking", "thinking" or "signature"):
                    writer.WriteStringValue("");
                    break;
                case ("text", "citations"):
                    writer.WriteNullValue();
                    break;
                case ("tool_use" or "server_tool_use" or "mcp_tool_use", "input"):
                    writer.WriteStartObject();
                    writer.WriteEndObject();
                    break;
                default:
                    property.Value.WriteTo(writer);
                    break;
            }
        }

        writer.WriteEndObject();
    });

    public static IEnumerable<Action<Utf8JsonWriter>> Of(JsonElement block) => block.GetText("type") switch
    {
        "text" => [.. Pieces("text_delta", "text", block.GetText("text") ?? ""), .. block.GetArray("citations").Select(Citation)],
        "thinking" =>
        [
            .. Pieces("thinking_delta", "thinking", block.GetText("thinking") ?? ""),
            Piece("signature_delta", "signature", block.GetText("signature") ?? ""),
        ],
        "tool_use" or "server_tool_use" or "mcp_tool_use" =>
        [
            Piece("input_json_delta", "partial_json", ""),
            .. Pieces("input_json_delta", "partial_json", block.Get("input") is { } input ? Compact(input) : "{}"),
        ],
        _ => [],
    };

    /// <summary>Splits a text into pieces, at least two where it has two characters; never inside a surrogate pair.</summary>
    private static IEnumerable<Action<Utf8JsonWriter>> Pieces(string type, string field, string text)
    {
        var length = Math.Clamp((text.Length + 1) / 2, 1, PieceLength);
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(start + length, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
            {
                end++;
            }

            yield return Piece(type, field, text[start..end]);
            start = end;
        }
    }

    private static string Compact(JsonElement input) => System.Text.Encoding.UTF8.GetString(Json.Write(input.WriteTo));

    private static Action<Utf8JsonWriter> Piece(string type, string field, string value) => writer =>
    {
        writer.WriteStartObject("delta");
        writer.WriteString("type", type);
        writer.WriteString(field, value);
        writer.WriteEndObject();
    };

    private static Action<Utf8JsonWriter> Citation(JsonElement citation) => writer =>
    {
        writer.WriteStartObject("delta");
        writer.WriteString("type", "citations_delta");
        writer.WritePropertyName("citation");
        citation.WriteTo(writer);
        writer.WriteEndObject();
    };
}
