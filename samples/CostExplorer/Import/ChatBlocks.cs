using System.Text.Json;
using CostExplorer.Workloads;

namespace CostExplorer.Import;

/// <summary>Turns the content of a chat message, its tool calls and tool results into blocks.</summary>
internal static class ChatBlocks
{
    public static List<Action<Utf8JsonWriter>> Of(JsonElement message)
    {
        if (message.Text("role") is "tool" or "function")
        {
            return [writer => WriteResult(writer, message)];
        }

        var blocks = Parts(message).Where(static part => !IsBlankText(part)).Select(Part).ToList();
        blocks.AddRange(message.Get("tool_calls").Items().Select(static call => (Action<Utf8JsonWriter>)(writer => WriteCall(writer, call))));
        return blocks;
    }

    public static IEnumerable<string> Texts(JsonElement message) =>
        Parts(message).Select(static part => part.ValueKind == JsonValueKind.String ? part.GetString() : part.Text("text")).OfType<string>();

    private static IEnumerable<JsonElement> Parts(JsonElement message) => message.Get("content") switch
    {
        { ValueKind: JsonValueKind.String } text => [text],
        { ValueKind: JsonValueKind.Array } parts => parts.EnumerateArray(),
        _ => [],
    };

    private static bool IsBlankText(JsonElement part) =>
        part.ValueKind == JsonValueKind.String ? string.IsNullOrWhiteSpace(part.GetString()) : part.Text("text") is { } text && string.IsNullOrWhiteSpace(text);

    private static Action<Utf8JsonWriter> Part(JsonElement part) => part switch
    {
        { ValueKind: JsonValueKind.String } => writer => writer.WriteText(part.GetString()!),
        _ when part.Text("text") is { } text => writer => writer.WriteText(text),
        _ when part.Get("image_url") is { } image => writer => WriteImage(writer, image.Text("url") ?? image.ToString()),
        _ => throw new BadLineException($"holds a part of type {part.Text("type") ?? "unknown"}, which has no counterpart"),
    };

    private static void WriteImage(Utf8JsonWriter writer, string url)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "image");
        writer.WriteStartObject("source");
        if (url.StartsWith("data:", StringComparison.Ordinal) && url.Split([':', ';', ','], 4) is [_, var mediaType, _, var data])
        {
            writer.WriteString("type", "base64");
            writer.WriteString("media_type", mediaType);
            writer.WriteString("data", data);
        }
        else
        {
            writer.WriteString("type", "url");
            writer.WriteString("url", url);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, JsonElement call)
    {
        var function = call.Get("function") ?? default;
        writer.WriteStartObject();
        writer.WriteString("type", "tool_use");
        writer.WriteString("id", Id(call.Text("id")));
        writer.WriteString("name", function.Text("name") ?? "unnamed");
        writer.WritePropertyName("input");
        WriteInput(writer, function.Get("arguments"));
        writer.WriteEndObject();
    }

    private static void WriteInput(Utf8JsonWriter writer, JsonElement? arguments)
    {
        var text = arguments is { ValueKind: JsonValueKind.String } said ? said.GetString()! : arguments?.GetRawText() ?? "{}";
        try
        {
            using var input = JsonDocument.Parse(text);
            if (input.RootElement.ValueKind == JsonValueKind.Object)
            {
                input.RootElement.WriteTo(writer);
                return;
            }
        }
        catch (JsonException)
        {
            // A model may write arguments that are no JSON; as text they weigh the same.
        }

        writer.WriteStartObject();
        writer.WriteString("arguments", text);
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, JsonElement message)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "tool_result");
        writer.WriteString("tool_use_id", Id(message.Text("tool_call_id") ?? message.Text("name")));
        writer.WriteString("content", string.Concat(Texts(message)));
        writer.WriteEndObject();
    }

    /// <summary>The Messages API knows letters, digits, hyphens and underscores only.</summary>
    private static string Id(string? id) =>
        string.IsNullOrEmpty(id) ? "unnamed" : string.Concat(id.Select(static sign => char.IsAsciiLetterOrDigit(sign) || sign == '-' ? sign : '_'));
}
