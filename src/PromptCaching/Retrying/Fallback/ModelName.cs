using System.Text.Json;

namespace PromptCaching.Retrying.Fallback;

/// <summary>Puts another model into a body; every other byte stays.</summary>
internal static class ModelName
{
    /// <returns><see langword="null"/> when the body names no model at its top level.</returns>
    public static byte[]? Replace(ReadOnlySpan<byte> body, string model)
    {
        var name = JsonSerializer.SerializeToUtf8Bytes(model, FallbackJson.Default.String);
        using var changed = new MemoryStream(body.Length + name.Length);
        var copied = 0;
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("model"u8))
            {
                continue;
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                changed.Write(body[copied..(int)reader.TokenStartIndex]);
                changed.Write(name);
                copied = (int)reader.BytesConsumed;
            }
        }

        changed.Write(body[copied..]);
        return copied == 0 ? null : changed.ToArray();
    }
}
