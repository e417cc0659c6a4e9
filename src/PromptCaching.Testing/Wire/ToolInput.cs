using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptCaching.Testing.Wire;

/// <summary>The input of a tool call as a stream tells it: JSON with a space after each colon and comma.</summary>
internal static class ToolInput
{
    private const int LongestEagerPiece = 12;

    /// <summary>One key with its whole value at a time, each cut into pieces: the API checks a value before it sends any of it.</summary>
    public static IEnumerable<string> Checked(JsonElement input, Chance chance) => Pairs(input).SelectMany(pair => TextPieces.Of(pair, chance));

    /// <summary>Small pieces as they come, unchecked; an input that is a JSON string is told as it stands, be it JSON or not.</summary>
    public static IEnumerable<string> Eager(JsonElement input, Chance chance)
    {
        var text = input.ValueKind == JsonValueKind.String ? input.GetString()! : string.Concat(Pairs(input));
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(start + 1 + chance.Below(LongestEagerPiece), text.Length);
            end += end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            yield return text[start..end];
            start = end;
        }
    }

    private static IEnumerable<string> Pairs(JsonElement input)
    {
        if (input.ValueKind != JsonValueKind.Object)
        {
            return [Spaced(input)];
        }

        // As recorded, an input without properties has no piece but the empty one.
        string[] pairs = [.. input.EnumerateObject().Select(static (property, index) => $"{(index == 0 ? "{" : ", ")}{Pair(property)}")];
        return pairs.Length == 0 ? [] : [.. pairs[..^1], pairs[^1] + "}"];
    }

    private static string Pair(JsonProperty property) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(property.Name)}\": {Spaced(property.Value)}";

    private static string Spaced(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(", ", value.EnumerateObject().Select(Pair))}}}",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Spaced))}]",
        _ => Encoding.UTF8.GetString(Json.Write(value.WriteTo)),
    };
}
