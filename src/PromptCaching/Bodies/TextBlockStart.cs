using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>The beginning of nearly every block: a text without anything in it.</summary>
internal static class TextBlockStart
{
    /// <summary>Gets the block, to the letter.</summary>
    public static JsonElement Json { get; } = Parse("""{"type":"text","text":""}"""u8);

    /// <summary>Reads a value that is this block and nothing else; of another order, it would be written in another order.</summary>
    public static bool TryRead(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.StartObject
        && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("type"u8)
        && reader.Read() && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("text"u8)
        && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("text"u8)
        && reader.Read() && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(""u8)
        && reader.Read() && reader.TokenType == JsonTokenType.EndObject;

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader);
    }
}
