using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromptCaching.Guardrails.Validation.Schemas;

/// <summary>Finds what in a schema could not be compared with anything: at start, not when an answer was paid for.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    public IEnumerable<string> Problems() => Problems(root, "$");

    private IEnumerable<string> Problems(JsonElement schema, string path)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return schema.ValueKind is JsonValueKind.True or JsonValueKind.False ? [] : [$"{path} is {SchemaTypes.NameOf(schema)}, not a schema."];
        }

        return schema.EnumerateObject().SelectMany(keyword => Problems(keyword, $"{path}.{keyword.Name}"));
    }

    private IEnumerable<string> Problems(JsonProperty keyword, string path) => (keyword.Name, keyword.Value.ValueKind) switch
    {
        ("properties" or "$defs" or "definitions", JsonValueKind.Object) =>
            keyword.Value.EnumerateObject().SelectMany(member => Problems(member.Value, $"{path}.{member.Name}")),
        ("allOf" or "anyOf" or "oneOf" or "prefixItems", JsonValueKind.Array) =>
            keyword.Value.EnumerateArray().SelectMany((part, index) => Problems(part, $"{path}[{index}]")),
        ("items" or "additionalProperties" or "not", _) => Problems(keyword.Value, path),
        ("enum", not JsonValueKind.Array) => [$"{path} must be a list."],
        ("required", var kind) when kind != JsonValueKind.Array || !AreTexts(keyword.Value) => [$"{path} must be a list of names."],
        ("type", var kind) when kind != JsonValueKind.String && (kind != JsonValueKind.Array || !AreTexts(keyword.Value)) =>
            [$"{path} must be a name, or a list of names."],
        ("type", _) => SchemaTypes.Names(keyword.Value).Where(static name => !SchemaTypes.IsKnown(name))
            .Select(name => $"{path} is \"{name}\", which is no type of JSON."),
        ("$ref", JsonValueKind.String) when SchemaReference.Find(root, keyword.Value.GetString()!) is null =>
            [$"{path} is \"{keyword.Value.GetString()}\", which is not there; what stands elsewhere is not fetched."],
        ("$ref", not JsonValueKind.String) => [$"{path} must be a text."],
        ("pattern", var kind) when kind != JsonValueKind.String || !IsPattern(keyword.Value.GetString()!) => [$"{path} must be a regular expression."],
        ("minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" or "minLength" or "maxLength" or "minItems" or "maxItems"
            or "minProperties" or "maxProperties", not JsonValueKind.Number) => [$"{path} must be a number."],
        ("properties" or "$defs" or "definitions", _) => [$"{path} must be an object."],
        ("allOf" or "anyOf" or "oneOf" or "prefixItems", _) => [$"{path} must be a list."],
        _ => [],
    };

    private static bool AreTexts(JsonElement list) => list.EnumerateArray().All(static name => name.ValueKind == JsonValueKind.String);

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
