using System.Text.Json;

namespace PromptCaching.Telemetry.Content;

/// <summary>Content blocks as parts of a message in the GenAI conventions; what they have no word for is named and not copied.</summary>
internal static class MessageParts
{
    /// <param name="writer">Gets an array.</param>
    /// <param name="content">A text, or an array of blocks.</param>
    public static void Write(Utf8JsonWriter writer, JsonElement content)
    {
        writer.WriteStartArray();
        if (content.ValueKind == JsonValueKind.String)
        {
            WriteText(writer, "text", content);
        }
        else if (content.ValueKind == JsonValueKind.Array)
        {
            foreach (var block in content.EnumerateArray())
            {
                WriteBlock(writer, block);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteBlock(Utf8JsonWriter writer, JsonElement block)
    {
        switch (Member(block, "type").ValueKind == JsonValueKind.String ? Member(block, "type").GetString() : null)
        {
            case "text":
                WriteText(writer, "text", Member(block, "text"));
                break;
            case "thinking":
                WriteText(writer, "reasoning", Member(block, "thinking"));
                break;
            case "tool_use":
                writer.WriteStartObject();
                writer.WriteString("type", "tool_call");
                Copy(writer, "id", Member(block, "id"));
                Copy(writer, "name", Member(block, "name"));
                Copy(writer, "arguments", Member(block, "input"));
                writer.WriteEndObject();
                break;
            case "tool_result":
                writer.WriteStartObject();
                writer.WriteString("type", "tool_call_response");
                Copy(writer, "id", Member(block, "tool_use_id"));
                writer.WritePropertyName("response");
                Write(writer, Member(block, "content"));
                writer.WriteEndObject();
                break;
            case { } type:
                writer.WriteStartObject();
                writer.WriteString("type", type);
                writer.WriteEndObject();
                break;
            case null:
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string type, JsonElement text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        Copy(writer, "content", text);
        writer.WriteEndObject();
    }

    private static void Copy(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    private static JsonElement Member(JsonElement block, string name) =>
        block.ValueKind == JsonValueKind.Object && block.TryGetProperty(name, out var value) ? value : default;
}
