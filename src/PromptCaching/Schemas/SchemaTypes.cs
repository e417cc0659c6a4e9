using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Schemas;

/// <summary>The types that a schema lets a value have.</summary>
internal static class SchemaTypes
{
    public static IReadOnlyList<string> Of(JsonObject schema)
    {
        var named = schema[Keyword.Type] switch
        {
            JsonArray many => [.. many.Select(static name => (string)name!)],
            JsonValue one => [(string)one!],
            _ => Implied(schema),
        };

        // Serialization may read numbers from texts as well; the model needs one way to write them.
        return IsSpeltNumber(schema, named) ? [.. named.Where(static name => name != "string")] : named;
    }

    public static JsonNode ToNode(IReadOnlyList<string> types) =>
        types.Count == 1 ? types[0] : new JsonArray([.. types.Select(static type => (JsonNode)type)]);

    public static bool IsSpeltNumber(JsonObject schema, IReadOnlyList<string> types) =>
        schema.ContainsKey(Keyword.Pattern) && types.Contains("string") && (types.Contains("integer") || types.Contains("number"));

    private static string[] Implied(JsonObject schema) =>
        schema.ContainsKey(Keyword.Properties) ? ["object"]
        : schema[Keyword.Enum] is JsonArray values ? [.. values.Select(TypeOf).Distinct()]
        : schema.TryGetPropertyValue(Keyword.Const, out var value) ? [TypeOf(value)]
        : [];

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
