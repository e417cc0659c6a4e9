using System.Text.Json;

namespace PromptCaching.Guardrails.Validation.Schemas;

/// <summary>Compares the type of a value with <c>type</c>.</summary>
internal static class SchemaTypes
{
    public static bool Allow(JsonElement schema, JsonElement value) =>
        !schema.TryGetProperty("type", out var type) || Names(type).Any(name => name switch
        {
            "integer" => IsInteger(value),
            "number" => value.ValueKind == JsonValueKind.Number,
            _ => NameOf(value) == name,
        });

    public static string Wanted(JsonElement schema) => string.Join(" or ", Names(schema.GetProperty("type")));

    public static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    public static bool IsKnown(string name) => name is "object" or "array" or "string" or "number" or "integer" or "boolean" or "null";

    public static IEnumerable<string> Names(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(static name => name.GetString() ?? "") : [type.GetString() ?? ""];

    private static bool IsInteger(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && (value.TryGetInt64(out _) || (value.TryGetDouble(out var number) && double.IsInteger(number)));
}
