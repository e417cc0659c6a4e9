using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace PromptCaching.Schemas;

/// <summary>The JSON schema of a .NET type as its serialization reads it, with the descriptions that its attributes give.</summary>
/// <remarks>Keys come in the order of the type's own properties: the same bytes in every process, as the prompt cache wants them.</remarks>
internal static class TypeSchema
{
    private static readonly JsonSchemaExporterOptions Exporting = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    public static JsonNode Of(JsonTypeInfo type) => type.GetJsonSchemaAsNode(Exporting);

    /// <summary>Puts a description in front of what a schema says already.</summary>
    public static JsonNode With(string? description, JsonNode schema)
    {
        if (description is null || schema.GetValueKind() == JsonValueKind.False)
        {
            return schema;
        }

        // "true" is the schema of anything; only an object can carry a description.
        var described = schema as JsonObject ?? [];
        described.Remove(Keyword.Description);
        described.Insert(0, Keyword.Description, description);
        return described;
    }

    public static string? DescriptionOn(ICustomAttributeProvider? member) =>
        member?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true).OfType<DescriptionAttribute>().FirstOrDefault()?.Description;

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is JsonObject node)
        {
            // The exporter's comments name .NET types, which tell the model nothing.
            node.Remove("$comment");
            OpenWhereOpen(context.TypeInfo, node);
        }

        var property = context.PropertyInfo;
        var description = DescriptionOn(property?.AttributeProvider)
            ?? DescriptionOn(property?.AssociatedParameter?.AttributeProvider)
            ?? DescriptionOn(context.TypeInfo.Type);
        return With(description, schema);
    }

    // Dictionaries of anything and nodes of JSON are exported as objects without properties, as a type that has none is.
    private static void OpenWhereOpen(JsonTypeInfo type, JsonObject schema)
    {
        if (type.Kind != JsonTypeInfoKind.Object && SchemaTypes.Of(schema).Contains("object") && !schema.ContainsKey(Keyword.AdditionalProperties))
        {
            schema[Keyword.AdditionalProperties] = true;
        }
    }
}
