using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptCaching.Telemetry.Content;

/// <summary>What was asked and answered, as the GenAI conventions want it: messages of parts, as JSON.</summary>
internal static class MessageText
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    public static RequestText? OfRequest(ReadOnlyMemory<byte> body) => Read(body, static request => new RequestText(
        request.TryGetProperty("system", out var system) ? Written(writer => MessageParts.Write(writer, system)) : null,
        request.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array
            ? Written(writer => WriteMessages(writer, messages))
            : null,
        request.TryGetProperty("tools", out var tools) ? tools.GetRawText() : null));

    /// <summary>Gives the one message of an answer that came whole.</summary>
    public static string? OfAnswer(ReadOnlyMemory<byte> message) => Read(message, static answer => Written(writer =>
    {
        writer.WriteStartArray();
        WriteMessage(writer, answer, answer.TryGetProperty("stop_reason", out var reason) ? reason.GetString() : null);
        writer.WriteEndArray();
    }));

    private static T? Read<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json, Deep);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // What is no message, or no text, cannot be quoted; the call has other ways to fail.
            return null;
        }
    }

    private static void WriteMessages(Utf8JsonWriter writer, JsonElement messages)
    {
        writer.WriteStartArray();
        foreach (var message in messages.EnumerateArray())
        {
            WriteMessage(writer, message, null);
        }

        writer.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter writer, JsonElement message, string? finishReason)
    {
        writer.WriteStartObject();
        writer.WriteString("role", message.TryGetProperty("role", out var role) ? role.GetString() : null);
        writer.WritePropertyName("parts");
        MessageParts.Write(writer, message.TryGetProperty("content", out var content) ? content : default);
        if (finishReason is not null)
        {
            writer.WriteString("finish_reason", finishReason);
        }

        writer.WriteEndObject();
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Plain))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
