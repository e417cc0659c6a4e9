using System.Text.Json;

namespace PromptCaching.Guardrails.Validation.Schemas;

/// <summary>Follows references within a schema: <c>#</c>, <c>#/$defs/name</c> and the like. Others are not fetched.</summary>
internal static class SchemaReference
{
    public static string? Of(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;

    public static JsonElement? Find(JsonElement root, string reference)
    {
        if (reference != "#" && !reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return null;
        }

        var at = root;
        foreach (var step in reference.Split('/').Skip(1).Select(Plain))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return null;
            }
        }

        return at;
    }

    private static string Plain(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
