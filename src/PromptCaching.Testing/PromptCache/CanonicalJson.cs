using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PromptCaching.Testing.Tokens;

namespace PromptCaching.Testing.PromptCache;

/// <summary>
/// One spelling for blocks that render alike: markers left out, escapes and white space evened out, the keys of a block in order.
/// Inside inputs and schemas the order of keys is what the model sees, and a field called cache_control is the caller's own.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>Writes a block; a string in place of blocks is the same as one text block.</summary>
    public static void WriteBlock(IBufferWriter<byte> output, JsonElement block)
    {
        if (block.ValueKind != JsonValueKind.String)
        {
            Write(output, block);
            return;
        }

        output.Write("{\"text\":"u8);
        WriteText(output, block);
        output.Write(",\"type\":\"text\"}"u8);
    }

    public static void Write(IBufferWriter<byte> output, JsonElement element, bool verbatim = false)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(output, element, verbatim);
                break;
            case JsonValueKind.Array:
                var separator = "["u8;
                foreach (var item in element.EnumerateArray())
                {
                    output.Write(separator);
                    Write(output, item, verbatim);
                    separator = ","u8;
                }

                output.Write(separator[0] == '[' ? "[]"u8 : "]"u8);
                break;
            case JsonValueKind.String:
                WriteText(output, element);
                break;
            case JsonValueKind.Undefined:
                break;
            default:
                output.Write(JsonMarshal.GetRawUtf8Value(element));
                break;
        }
    }

    private static void WriteObject(IBufferWriter<byte> output, JsonElement element, bool verbatim)
    {
        var separator = "{\""u8;
        if (verbatim)
        {
            foreach (var property in element.EnumerateObject())
            {
                WriteProperty(output, separator, property, verbatim: true);
                separator = ",\""u8;
            }
        }
        else
        {
            foreach (var property in InOrder(element))
            {
                WriteProperty(output, separator, property, IsVerbatim(property));
                separator = ",\""u8;
            }
        }

        output.Write(separator[0] == '{' ? "{}"u8 : "}"u8);
    }

    private static bool IsVerbatim(JsonProperty property) =>
        property.NameEquals("input"u8) || property.NameEquals("input_schema"u8) || property.NameEquals("input_examples"u8);

    private static void WriteProperty(IBufferWriter<byte> output, ReadOnlySpan<byte> separator, JsonProperty property, bool verbatim)
    {
        output.Write(separator);
        output.Write(JsonMarshal.GetRawUtf8PropertyName(property));
        output.Write("\":"u8);
        Write(output, property.Value, verbatim);
    }

    private static List<JsonProperty> InOrder(JsonElement element)
    {
        var properties = new List<JsonProperty>(4);
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && !property.NameEquals("cache_control"u8))
            {
                properties.Add(property);
            }
        }

        properties.Sort(static (one, other) => JsonMarshal.GetRawUtf8PropertyName(one).SequenceCompareTo(JsonMarshal.GetRawUtf8PropertyName(other)));
        return properties;
    }

    /// <summary>Short escapes are spelt in one way only; what may be an escape in one client and a character in another is evened out.</summary>
    private static void WriteText(IBufferWriter<byte> output, JsonElement text)
    {
        var raw = RawText.Of(text);
        output.Write("\""u8);
        if (raw.IndexOf("\\u"u8) < 0 && raw.IndexOf("\\/"u8) < 0)
        {
            output.Write(raw);
        }
        else
        {
            output.Write(Encoding.UTF8.GetBytes(JsonText.Escape(text.GetString()!)));
        }

        output.Write("\""u8);
    }
}
