using System.Runtime.InteropServices;
using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Linting;

/// <summary>Looks into JSON of any shape without ever throwing; text that is not Unicode reads as far as it goes.</summary>
internal static class JsonLook
{
    public static string Read(this JsonElement text) => JsonText.Read(JsonMarshal.GetRawUtf8Value(text)[1..^1]);

    public static string NameOf(JsonProperty property) => JsonText.Read(JsonMarshal.GetRawUtf8PropertyName(property));

    public static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? GetText(this JsonElement element, string name) => element.Get(name) is { ValueKind: JsonValueKind.String } text ? text.Read() : null;

    public static bool Has(this JsonElement element, string name, JsonValueKind kind) => element.Get(name)?.ValueKind == kind;

    public static IEnumerable<JsonElement> Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static string Raw(this JsonElement? element) => element is { } set ? set.GetRawText() : "";
}
