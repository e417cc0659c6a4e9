using System.Text;
using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.Replay;

/// <summary>One stored block as a stream tells it: first the block without its text, then the text in pieces.</summary>
internal sealed class BlockReplay(JsonElement block, int pieceLength)
{
    private readonly string? _type = block.Text("type");

    private bool IsToolUse => _type is "tool_use" or "server_tool_use" or "mcp_tool_use";

    public void WriteStart(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var field in block.EnumerateObject())
        {
            writer.WritePropertyName(field.Name);
            switch (_type, field.Name)
            {
                case ("text", "text") or ("thinking", "thinking" or "signature"):
                    writer.WriteStringValue("");
                    break;
                case ("text", "citations") when field.Value.ValueKind == JsonValueKind.Array:
                    writer.WriteStartArray();
                    writer.WriteEndArray();
                    break;
                case (_, "input") when IsToolUse:
                    writer.WriteStartObject();
                    writer.WriteEndObject();
                    break;
                default:
                    field.Value.WriteTo(writer);
                    break;
            }
        }

        writer.WriteEndObject();
    }

    public IEnumerable<Action<Utf8JsonWriter>> Deltas()
    {
        if (IsToolUse && block.TryGetProperty("input", out var input))
        {
            var json = input.ValueKind == JsonValueKind.String ? input.GetString()! : input.GetRawText();
            return [Delta("input_json_delta", "partial_json", ""), .. Pieces("input_json_delta", "partial_json", json)];
        }

        return _type switch
        {
            "text" => [.. Pieces("text_delta", "text", block.Text("text")), .. Citations()],
            "thinking" => [.. Pieces("thinking_delta", "thinking", block.Text("thinking")), .. Signature()],
            _ => [],
        };
    }

    private IEnumerable<Action<Utf8JsonWriter>> Signature() =>
        block.Text("signature") is { Length: > 0 } signature ? [Delta("signature_delta", "signature", signature)] : [];

    private IEnumerable<Action<Utf8JsonWriter>> Citations()
    {
        if (!block.TryGetProperty("citations", out var citations) || citations.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return citations.EnumerateArray().Select(static citation => (Action<Utf8JsonWriter>)(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", "citations_delta");
            writer.WritePropertyName("citation");
            citation.WriteTo(writer);
            writer.WriteEndObject();
        }));
    }

    private IEnumerable<Action<Utf8JsonWriter>> Pieces(string type, string field, string? text)
    {
        var piece = new StringBuilder();
        var length = 0;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            piece.Append(rune);
            if (++length == pieceLength)
            {
                yield return Delta(type, field, piece.ToString());
                piece.Clear();
                length = 0;
            }
        }

        if (length > 0)
        {
            yield return Delta(type, field, piece.ToString());
        }
    }

    private static Action<Utf8JsonWriter> Delta(string type, string field, string value) => writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString(field, value);
        writer.WriteEndObject();
    };
}
