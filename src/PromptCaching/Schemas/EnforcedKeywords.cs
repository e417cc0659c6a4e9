using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Schemas;

/// <summary>Which keywords the API enforces. The others are told to the model in words.</summary>
internal static class EnforcedKeywords
{
    private static readonly string[] Formats = ["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"];

    private static readonly string[] Structure =
    [
        Keyword.Type, Keyword.Description, Keyword.AnyOf, Keyword.Properties, Keyword.Required, Keyword.AdditionalProperties, Keyword.Items,
    ];

    public static bool IsKept(string name, JsonNode? value) => name switch
    {
        Keyword.Enum or Keyword.Const or "title" => true,
        Keyword.Format => value?.GetValueKind() == JsonValueKind.String && Formats.Contains((string)value!),
        "minItems" => value is JsonValue count && count.TryGetValue(out int least) && least is 0 or 1,
        _ => false,
    };

    /// <summary>The description, followed by the keywords that the API does not enforce.</summary>
    public static string? Describe(JsonObject schema, IReadOnlyList<string> types)
    {
        var isNumber = types.Contains("integer") || types.Contains("number");
        var told = from keyword in schema
                   where !Structure.Contains(keyword.Key) && !IsKept(keyword.Key, keyword.Value) && !(isNumber && keyword.Key == Keyword.Pattern)
                   select $"{keyword.Key}: {Spelling(keyword.Value)}";
        var note = string.Join("; ", told);
        var description = schema[Keyword.Description] is JsonValue text && text.GetValueKind() == JsonValueKind.String ? (string)text! : null;
        return note.Length == 0 ? description : description is null ? $"({note})" : $"{description} ({note})";
    }

    private static string Spelling(JsonNode? value) =>
        value is null ? "null" : SchemaJson.ToElement(value).GetRawText();
}
