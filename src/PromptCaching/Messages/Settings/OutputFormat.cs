using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>The form that an answer must have (structured output).</summary>
[JsonConverter(typeof(WireConverter<OutputFormat>))]
public sealed record OutputFormat : WireObject, IWireType<OutputFormat>
{
    /// <summary>Gets the kind.</summary>
    /// <value><c>json_schema</c>, the only one there is.</value>
    public string? Type { get; init; }

    /// <summary>Gets the JSON schema that the text of the answer matches. Its keys keep their order, which the prompt cache depends on.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>Makes the form of JSON that matches a schema.</summary>
    /// <param name="schema">The JSON schema, as JSON text. The API demands <c>additionalProperties: false</c> of its objects.</param>
    /// <returns>The form.</returns>
    /// <exception cref="JsonException">The schema is not JSON.</exception>
    public static OutputFormat JsonSchema(string schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new OutputFormat { Type = "json_schema", Schema = WireJson.Parse(Encoding.UTF8.GetBytes(schema)) };
    }

    static OutputFormat IWireType<OutputFormat>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new OutputFormat
        {
            Type = fields.TakeString("type"u8),
            Schema = fields.TakeElement("schema"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.Element("schema"u8, Schema);
    }
}
