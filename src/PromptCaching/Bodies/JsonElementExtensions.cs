using System.Runtime.InteropServices;
using System.Text.Json;
using PromptCaching.Unicode;

namespace PromptCaching.Bodies;

/// <summary>Reads members whose kind is as expected; anything else counts as absent, because the server may be newer than we are.</summary>
internal static class JsonElementExtensions
{
    public static long? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? JsonText.Read(JsonMarshal.GetRawUtf8Value(value)[1..^1]) : null;

    public static JsonElement? Object(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    /// <summary>Writes the value, without white space; where it may hold half a surrogate pair, which a writer refuses, as it stands.</summary>
    public static void CopyTo(this JsonElement element, Utf8JsonWriter writer)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (MemberNames.IsSurelyText(raw))
        {
            element.WriteTo(writer);
        }
        else
        {
            writer.WriteRawValue(raw, skipInputValidation: true);
        }
    }

    private static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
}
