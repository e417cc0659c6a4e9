using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using PromptCaching.Schemas;

namespace PromptCaching.Tools;

/// <summary>The input of a tool: the schema that the model is shown, and what it wrote.</summary>
/// <remarks>Without <c>strict</c> the model may leave out what is required or write another type: it is told so, and tries again.</remarks>
internal sealed class ToolInput
{
    private readonly string[] _required;

    private ToolInput(JsonObject schema)
    {
        _required = schema[Keyword.Required] is JsonArray names ? [.. names.Select(static name => (string)name!)] : [];
        Schema = SchemaJson.ToElement(schema);
    }

    public JsonElement Schema { get; }

    /// <exception cref="ArgumentException">The type is not an object.</exception>
    public static ToolInput Of(JsonTypeInfo type) =>
        TypeSchema.Of(type) is JsonObject schema && SchemaTypes.Of(schema) is ["object"]
            ? new(schema)
            : throw new ArgumentException($"The input of a tool is an object, and {type.Type.Name} is none: put it into a record.", nameof(type));

    public static ToolInput Of(JsonObject schema) => new(schema);

    /// <exception cref="ClaudeToolException">The input does not match the schema.</exception>
    public T Read<T>(JsonElement input, JsonTypeInfo<T> type)
    {
        Check(input);
        return Read(input, () => input.Deserialize(type)) ?? throw new ClaudeToolException("The input is null.");
    }

    /// <exception cref="ClaudeToolException">The input is no object, or lacks what is required.</exception>
    public void Check(JsonElement input)
    {
        if (input.ValueKind != JsonValueKind.Object)
        {
            throw new ClaudeToolException($"The input is not a JSON object but {input.ValueKind}.");
        }

        var missing = _required.Where(name => !input.TryGetProperty(name, out _)).ToArray();
        if (missing.Length > 0)
        {
            throw new ClaudeToolException($"The input lacks what is required: {string.Join(", ", missing)}.");
        }
    }

    public static T Read<T>(JsonElement input, Func<T> read, string? name = null)
    {
        try
        {
            return read();
        }
        catch (JsonException wrong)
        {
            var place = name is null ? "The input" : $"The input '{name}'";
            throw new ClaudeToolException($"{place} does not match the tool's schema: {wrong.Message} It was: {input.GetRawText()}", wrong);
        }
    }
}
