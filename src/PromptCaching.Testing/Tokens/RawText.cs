using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Testing.Tokens;

/// <summary>The inside of a JSON string as it stands in the body, without copying it.</summary>
internal static class RawText
{
    public static ReadOnlySpan<byte> Of(JsonElement text) =>
        text.ValueKind == JsonValueKind.String ? JsonMarshal.GetRawUtf8Value(text)[1..^1] : default;

    /// <summary>UTF-16 units, without decoding where nothing is escaped.</summary>
    public static int Characters(JsonElement text)
    {
        var raw = Of(text);
        return raw.Contains((byte)'\\') ? text.GetString()!.Length : Encoding.UTF8.GetCharCount(raw);
    }
}
