using System.Text;
using System.Text.Json;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.PromptCache;

/// <summary>
/// One spelling for blocks that render alike: markers left out, escapes and white space evened out, the keys of a block in order.
/// Inside inputs and schemas the order of keys is what the model sees, and a field called cache_control is the caller's own.
/// </summary>
internal static class CanonicalBlock
{
    public static byte[] Bytes(JsonElement block) => Json.Write(writer => Write(writer, block, verbatim: false));

    public static int Length(JsonElement block) => Encoding.UTF8.GetCharCount(Bytes(block));

    public static int VerbatimLength(JsonElement input) =>
        Encoding.UTF8.GetCharCount(Json.Write(writer => Write(writer, input, verbatim: true)));

    private static void Write(Utf8JsonWriter writer, JsonElement element, bool verbatim)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in verbatim ? element.EnumerateObject() : Ordered(element))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, verbatim || property.Name is "input" or "input_schema" or "input_examples");
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item, verbatim);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(element.GetString());
                break;
            case JsonValueKind.Undefined:
                break;
            default:
                writer.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
        }
    }

    private static IEnumerable<JsonProperty> Ordered(JsonElement element) => element.EnumerateObject()
        .Where(static property => property.Name != "cache_control" && property.Value.ValueKind != JsonValueKind.Null)
        .OrderBy(static property => property.Name, StringComparer.Ordinal);
}
