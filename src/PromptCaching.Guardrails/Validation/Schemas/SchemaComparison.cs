using System.Text.Json;

namespace PromptCaching.Guardrails.Validation.Schemas;

/// <summary>Compares a value with a schema: types, combinations, objects and lists. Keywords that are not known say nothing.</summary>
internal sealed class SchemaComparison(JsonElement root)
{
    private const int Deepest = 64;

    public IEnumerable<string> Problems(JsonElement value) => Problems(root, value, "$", 0);

    private IEnumerable<string> Problems(JsonElement schema, JsonElement value, string path, int depth)
    {
        if (schema.ValueKind == JsonValueKind.False || depth > Deepest)
        {
            return [depth > Deepest ? $"{path} is too deep." : $"{path} must not be there."];
        }

        if (schema.ValueKind != JsonValueKind.Object || SchemaReference.Of(schema) is not { } reference)
        {
            return schema.ValueKind == JsonValueKind.Object ? ProblemsOfOne(schema, value, path, depth) : [];
        }

        return SchemaReference.Find(root, reference) is { } target
            ? Problems(target, value, path, depth + 1)
            : [$"{path} has a schema that is not there: {reference}."];
    }

    private IEnumerable<string> ProblemsOfOne(JsonElement schema, JsonElement value, string path, int depth)
    {
        if (!SchemaTypes.Allow(schema, value))
        {
            return [$"{path} is {SchemaTypes.NameOf(value)}, and the schema wants {SchemaTypes.Wanted(schema)}."];
        }

        return SchemaLimits.Problems(schema, value, path)
            .Concat(Combined(schema, value, path, depth))
            .Concat(value.ValueKind switch
            {
                JsonValueKind.Object => Members(schema, value, path, depth),
                JsonValueKind.Array => Items(schema, value, path, depth),
                _ => [],
            });
    }

    private IEnumerable<string> Combined(JsonElement schema, JsonElement value, string path, int depth)
    {
        foreach (var part in List(schema, "allOf"))
        {
            foreach (var problem in Problems(part, value, path, depth + 1))
            {
                yield return problem;
            }
        }

        var any = List(schema, "anyOf");
        if (any.Length > 0 && !any.Any(Fits))
        {
            yield return $"{path} is none of the {any.Length} things that the schema allows.";
        }

        var one = List(schema, "oneOf");
        if (one.Length > 0 && one.Count(Fits) != 1)
        {
            yield return $"{path} is not exactly one of the {one.Length} things that the schema allows.";
        }

        if (schema.TryGetProperty("not", out var not) && Fits(not))
        {
            yield return $"{path} is what the schema forbids.";
        }

        bool Fits(JsonElement part) => !Problems(part, value, path, depth + 1).Any();
    }

    private IEnumerable<string> Members(JsonElement schema, JsonElement value, string path, int depth)
    {
        foreach (var name in List(schema, "required").Select(static name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
        {
            yield return $"{path}.{name} is missing.";
        }

        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var hasRest = schema.TryGetProperty("additionalProperties", out var rest);
        foreach (var member in value.EnumerateObject())
        {
            var isNamed = hasProperties && properties.TryGetProperty(member.Name, out _);
            var wanted = isNamed ? properties.GetProperty(member.Name) : rest;
            foreach (var problem in isNamed || hasRest ? Problems(wanted, member.Value, $"{path}.{member.Name}", depth + 1) : [])
            {
                yield return problem;
            }
        }
    }

    private IEnumerable<string> Items(JsonElement schema, JsonElement value, string path, int depth)
    {
        var first = List(schema, "prefixItems");
        var hasItems = schema.TryGetProperty("items", out var items);
        return value.EnumerateArray().SelectMany((item, index) =>
            index < first.Length ? Problems(first[index], item, $"{path}[{index}]", depth + 1)
            : hasItems ? Problems(items, item, $"{path}[{index}]", depth + 1)
            : []);
    }

    private static JsonElement[] List(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
}
