using System.Text;
using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Reads the beginning of a JSON text as far as it says something.</summary>
/// <remarks>
/// A string that has begun ends where the text does, objects and arrays are closed; half an escape, half a number or literal, and a key without its value
/// say nothing yet.
/// </remarks>
internal static class PartialJson
{
    /// <param name="beginning">The first characters of a JSON text, or all of them.</param>
    /// <param name="json">What they say; null while that is nothing.</param>
    /// <returns>False when no JSON text begins like this.</returns>
    public static bool TryRead(string beginning, out JsonElement? json)
    {
        // The other half of a pair is still to come.
        var cut = beginning.Length > 0 && char.IsHighSurrogate(beginning[^1]) ? beginning.AsSpan(0, beginning.Length - 1) : beginning;
        var bytes = new byte[Encoding.UTF8.GetByteCount(cut)];
        Encoding.UTF8.GetBytes(cut, bytes);
        try
        {
            json = Read(bytes);
            return true;
        }
        catch (JsonException)
        {
            json = null;
            return false;
        }
    }

    private static JsonElement? Read(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(JsonSettings.Reader));
        var open = new Stack<byte>();
        var (said, last) = (0, JsonTokenType.None);
        while (reader.Read())
        {
            last = reader.TokenType;
            if (last is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                open.Push(last == JsonTokenType.StartObject ? (byte)'}' : (byte)']');
            }
            else if (last is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
            }

            // A key is said with its value.
            said = last == JsonTokenType.PropertyName ? said : (int)reader.BytesConsumed;
        }

        var rest = text[(int)reader.BytesConsumed..];
        if (last == JsonTokenType.None && !rest.Contains((byte)'"'))
        {
            return Alone(rest);
        }

        var isValueNext = last == JsonTokenType.PropertyName || (open.TryPeek(out var innermost) ? innermost == ']' : last == JsonTokenType.None);
        var inString = isValueNext ? rest.IndexOf((byte)'"') : -1;
        return inString < 0
            ? Close(text[..said], [], open)
            : Close(text[..(int)reader.BytesConsumed], [.. rest[..(inString + 1)], .. JsonStringStart.Of(rest[(inString + 1)..]), (byte)'"'], open);
    }

    private static JsonElement Close(ReadOnlySpan<byte> said, ReadOnlySpan<byte> half, Stack<byte> open) =>
        JsonElement.Parse((byte[])[.. said, .. half, .. open], JsonSettings.Document);

    /// <summary>Of a number that stands alone only the end of the text says that it has ended.</summary>
    private static JsonElement? Alone(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonElement.Parse(text, JsonSettings.Document);
        }
        catch (JsonException)
        {
            // Nothing but white space, or half of it: the reader has let it pass as a beginning.
            return null;
        }
    }
}
