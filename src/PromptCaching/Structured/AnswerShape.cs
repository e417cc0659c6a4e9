using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using PromptCaching.Messages.Settings;
using PromptCaching.Schemas;

namespace PromptCaching.Structured;

/// <summary>How a type stands in an answer: as the object that it is, or as the one property of an object.</summary>
/// <remarks>A structured answer is an object; lists, numbers, texts and unions are put into one.</remarks>
internal sealed class AnswerShape
{
    public const string Wrapper = "value";

    private static readonly ConditionalWeakTable<JsonTypeInfo, AnswerShape> Known = [];

    private readonly bool _isWrapped;
    private readonly Lazy<OutputFormat> _format;

    private AnswerShape(JsonNode exported)
    {
        _isWrapped = exported is JsonObject schema && !(SchemaTypes.Of(schema) is ["object"] && !schema.ContainsKey(Keyword.AnyOf));
        var whole = _isWrapped
            ? new JsonObject { [Keyword.Type] = "object", [Keyword.Properties] = new JsonObject { [Wrapper] = exported } }
            : exported;
        _format = new(() => new() { Type = "json_schema", Schema = SchemaJson.ToElement(EnforcedSchema.Of(whole, demandsAll: true)) });
    }

    /// <summary>Gets the form to ask for. Reading does without it: a type that the API cannot enforce is read from a form of the caller's own.</summary>
    public OutputFormat Format => _format.Value;

    public static AnswerShape Of(JsonTypeInfo type) => Known.GetValue(type, static type => new(TypeSchema.Of(type)));

    /// <summary>Takes the wrapping off, where there is one: a form of the caller's own may have none.</summary>
    public JsonElement Unwrap(JsonElement answer) =>
        _isWrapped && answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(Wrapper, out var value) && answer.EnumerateObject().Count() == 1
            ? value
            : answer;
}
