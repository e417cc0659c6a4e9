using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;
using PromptCaching.Messages.Json;

namespace PromptCaching.Extensions.AI;

/// <summary>Our records as JSON elements and back, without reflection.</summary>
internal static class WireElement
{
    // As the core writes: a request body is not HTML.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static JsonElement Of(WireObject value) => Written(value.WriteTo);

    public static T Read<T>(JsonElement json)
        where T : IWireType<T> => T.Read(json);

    /// <summary>Writes anything that the abstractions can serialize.</summary>
    /// <exception cref="NotSupportedException">They have no serializer for its type.</exception>
    public static JsonElement OfAnything(object? value) => value as JsonElement? ?? Written(writer => Write(writer, value));

    /// <summary>Makes an object of its fields, in their order: another order would be another prefix for the prompt cache.</summary>
    public static JsonElement OfFields(IEnumerable<KeyValuePair<string, object?>> fields) => Written(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonElement json:
                json.WriteTo(writer);
                break;
            default:
                JsonSerializer.Serialize(writer, value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType()));
                break;
        }
    }

    private static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            write(writer);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = 256 });
        return JsonElement.ParseValue(ref reader);
    }
}
