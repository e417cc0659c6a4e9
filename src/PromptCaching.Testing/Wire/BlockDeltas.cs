using System.Text.Json;

namespace PromptCaching.Testing.Wire;

/// <summary>How a complete block is told in a stream: what stands in its start event, and the deltas that follow.</summary>
internal sealed record BlockDeltas(Chance Chance, bool InputComesEagerly)
{
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
                case ("text", "citations") when property.Value.ValueKind == JsonValueKind.Array:
                    writer.WriteStartArray();
                    writer.WriteEndArray();
                    break;
                case ("compaction", "content"):
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

    public IEnumerable<Action<Utf8JsonWriter>> Of(JsonElement block) => block.GetText("type") switch
    {
        // As recorded: what a text cites comes before the text.
        "text" => [.. block.GetArray("citations").Select(Citation), .. Pieces("text_delta", "text", block.GetText("text") ?? "")],
        "thinking" =>
        [
            .. Pieces("thinking_delta", "thinking", block.GetText("thinking") ?? ""),
            Piece("signature_delta", "signature", block.GetText("signature") ?? ""),
        ],
        "compaction" => [Piece("compaction_delta", "content", block.GetText("content") ?? "")],
        "tool_use" or "server_tool_use" or "mcp_tool_use" =>
        [
            Piece("input_json_delta", "partial_json", ""),
            .. Input(block.Get("input")).Select(static piece => Piece("input_json_delta", "partial_json", piece)),
        ],
        _ => [],
    };

    private IEnumerable<string> Input(JsonElement? input) => input switch
    {
        null => [],
        { } given => InputComesEagerly ? ToolInput.Eager(given, Chance) : ToolInput.Checked(given, Chance),
    };

    private IEnumerable<Action<Utf8JsonWriter>> Pieces(string type, string field, string text) =>
        TextPieces.Of(text, Chance).Select(piece => Piece(type, field, piece));

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
