using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using PromptCaching.Unicode;

namespace PromptCaching.Messages.Json;

internal static class WireJson
{
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 256 };

    // A request body is not HTML: escaping quotes and umlauts would only make it longer.
    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Parses one JSON text into an element that owns its memory and is never disposed.</summary>
    public static JsonElement Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = ReaderOf(utf8);
        var json = JsonElement.ParseValue(ref reader);
        reader.Read(); // throws when anything but white space follows
        return json;
    }

    /// <summary>Parses one JSON text that is read at once and disposed: its memory is rented.</summary>
    public static JsonDocument ParseRented(ReadOnlySpan<byte> utf8)
    {
        var reader = ReaderOf(utf8);
        var json = JsonDocument.ParseValue(ref reader);
        reader.Read(); // throws when anything but white space follows
        return json;
    }

    public static T Parse<T>(ReadOnlySpan<byte> utf8)
        where T : IWireType<T> => Read<T>(Parse(utf8));

    public static T Read<T>(JsonElement json)
        where T : IWireType<T> => T.Read(json);

    public static byte[] ToUtf8Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes an element as it was received, without line breaks between tokens: it may become an event of a stream.</summary>
    public static void WriteElement(Utf8JsonWriter writer, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteNullValue();
            return;
        }

        var raw = JsonMarshal.GetRawUtf8Value(json);
        if (raw.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            writer.WriteRawValue(raw, skipInputValidation: true);
        }
        else
        {
            json.WriteTo(writer);
        }
    }

    public static string? TypeOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type"u8, out var type) ? AsString(type) : null;

    /// <summary>The string, or null when it is none or holds half of a surrogate pair, which no .NET string could carry back.</summary>
    public static string? AsString(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return KnownWords.Find(JsonMarshal.GetRawUtf8Value(json)[1..^1]) ?? json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Utf8JsonReader ReaderOf(ReadOnlySpan<byte> utf8)
    {
        var json = utf8.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;
        MemberNames.Check(json, Reading);
        return new(json, Reading);
    }
}
