using System.Runtime.InteropServices;
using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Linting;

/// <summary>Looks into JSON of any shape without ever throwing; text that is not Unicode reads as far as it goes.</summary>
internal static class JsonLook
{
    public static string Read(this JsonElement text) => JsonText.Read(JsonMarshal.GetRawUtf8Value(text)[1..^1]);

    public static string NameOf(JsonProperty property) => JsonText.Read(JsonMarshal.GetRawUtf8PropertyName(property));

    public static JsonElement? Get(this JsonElement element, string name)
    {
        var found = (JsonElement?)null;
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                found = NameOf(property) == name ? property.Value : found;
            }
        }

        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    public static string? GetText(this JsonElement element, string name) => element.Get(name) is { ValueKind: JsonValueKind.String } text ? text.Read() : null;

    public static bool Has(this JsonElement element, string name, JsonValueKind kind) => element.Get(name)?.ValueKind == kind;

    public static IEnumerable<JsonElement> Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The value in one spelling: without the white space and the escapes that it was sent with.</summary>
    public static string Spelled(this JsonElement? element) => element is not { } value ? "" : value.ValueKind switch
    {
        JsonValueKind.Object =>
            $"{{{string.Join(',', value.EnumerateObject().Select(static property => $"\"{NameOf(property)}\":{Spelled(property.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(static item => Spelled(item)))}]",
        JsonValueKind.String => $"\"{value.Read()}\"",
        _ => value.GetRawText(),
    };
}
