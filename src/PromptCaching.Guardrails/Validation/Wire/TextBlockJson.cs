using System.Text.Json;

namespace PromptCaching.Guardrails.Validation.Wire;

/// <summary>Reads a content block.</summary>
internal static class TextBlockJson
{
    /// <param name="reader">Stands on the block; afterwards on its end.</param>
    /// <returns><see langword="null"/> when it is no text.</returns>
    public static BlockText? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var isText = false;
        var block = new BlockText();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isContent = reader.ValueTextEquals("text"u8);
            var isCitations = reader.ValueTextEquals("citations"u8);
            reader.Read();
            if (isType)
            {
                isText = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("text"u8);
            }
            else if (isContent && reader.TokenType == JsonTokenType.String)
            {
                block.Places.Add(new TextPlace(JsonStringPlace.At(reader)));
            }
            else if (isCitations)
            {
                block.IsCited = reader.TokenType == JsonTokenType.StartArray;
            }

            reader.Skip();
        }

        return isText ? block : null;
    }
}
