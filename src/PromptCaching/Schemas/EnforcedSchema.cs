using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Schemas;

/// <summary>Brings the schema of a type into the subset that the API enforces, for structured answers and strict tools.</summary>
/// <remarks>
/// The API takes types, enum, const, anyOf, some formats, and objects that are closed; it refuses recursion, open objects and limits on numbers, texts
/// and lists. What it does not take and only narrows a value goes into the description, in words; what would change the form is refused.
/// </remarks>
internal sealed class EnforcedSchema
{
    private readonly bool _demandsAll;

    private EnforcedSchema(bool demandsAll) => _demandsAll = demandsAll;

    /// <exception cref="NotSupportedException">The schema holds a form that the API cannot enforce.</exception>
    /// <param name="schema">The schema of a type.</param>
    /// <param name="demandsAll">Every property is required: an answer says null rather than leave one out.</param>
    public static JsonObject Of(JsonNode schema, bool demandsAll) => new EnforcedSchema(demandsAll).Rewrite(schema, "the type itself");

    private JsonObject Rewrite(JsonNode? schema, string place)
    {
        if (schema is not JsonObject source || source.Count == 0)
        {
            throw Unfit(place, "can be anything; give it a type of its own");
        }

        if (source.ContainsKey(Keyword.Reference))
        {
            throw Unfit(place, "contains itself, and the API enforces no recursion; limit the depth by types of their own");
        }

        var types = SchemaTypes.Of(source);
        var result = new JsonObject();
        var branches = source[Keyword.AnyOf] as JsonArray;
        if (branches is null && types.Count > 0)
        {
            result[Keyword.Type] = SchemaTypes.ToNode(types);
        }

        Copy(source, result, types);
        if (branches is not null)
        {
            result[Keyword.AnyOf] = Union(source, branches, types, place);
        }
        else if (types.Contains("object"))
        {
            Close(source, result, place);
        }
        else if (types.Contains("array"))
        {
            result[Keyword.Items] = Rewrite(source[Keyword.Items], place + ", an item");
        }

        return branches is null && types.Count == 0 ? throw Unfit(place, "can be anything; give it a type of its own") : result;
    }

    private static void Copy(JsonObject source, JsonObject result, IReadOnlyList<string> types)
    {
        if (EnforcedKeywords.Describe(source, types) is { } description)
        {
            result[Keyword.Description] = description;
        }

        foreach (var (name, value) in source.Where(static keyword => EnforcedKeywords.IsKept(keyword.Key, keyword.Value)))
        {
            result[name] = value?.DeepClone();
        }
    }

    // A union of types with a discriminator has the type and the discriminator's demand around its branches: they go into each of them.
    private JsonArray Union(JsonObject source, JsonArray branches, IReadOnlyList<string> types, string place)
    {
        var demanded = source[Keyword.Required] as JsonArray ?? [];
        var union = new List<JsonNode>();
        foreach (var branch in branches)
        {
            var whole = branch!.DeepClone();
            if (whole is JsonObject { } member && member.ContainsKey(Keyword.Properties))
            {
                var own = member[Keyword.Required] as JsonArray ?? [];
                member[Keyword.Required] = new JsonArray([.. demanded.Concat(own).Select(static name => name!.DeepClone())]);
            }

            union.Add(Rewrite(whole, place));
        }

        if (types.Contains("null"))
        {
            union.Add(new JsonObject { [Keyword.Type] = "null" });
        }

        return new JsonArray([.. union]);
    }

    private void Close(JsonObject source, JsonObject result, string place)
    {
        if (source[Keyword.AdditionalProperties] is { } open && open.GetValueKind() != JsonValueKind.False)
        {
            throw Unfit(place, "may have properties of any name, and the API takes closed objects only; use a list of entries with a name and a value");
        }

        var properties = new JsonObject();
        foreach (var (name, value) in source[Keyword.Properties] as JsonObject ?? [])
        {
            properties[name] = Rewrite(value, $"the property '{name}'");
        }

        result[Keyword.Properties] = properties;
        result[Keyword.Required] = _demandsAll
            ? new JsonArray([.. properties.Select(static property => (JsonNode)property.Key)])
            : source[Keyword.Required]?.DeepClone() ?? new JsonArray();
        result[Keyword.AdditionalProperties] = false;
    }

    private static NotSupportedException Unfit(string place, string why) => new($"The API cannot enforce the schema of this type: {place} {why}.");
}
