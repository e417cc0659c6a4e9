using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>
/// The API refuses schemas with bounds, patterns and defaults, which attributes of types turn into. The model is told them in the description instead.
/// </summary>
internal static class UnenforcedKeywords
{
    private const string Description = "description";
    private static readonly JsonSerializerOptions Spelling = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Formats = ["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"];

    private static readonly string[] Bounds =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "maxItems", "uniqueItems",
        "minProperties", "maxProperties", "contentEncoding", "contentMediaType", "default",
    ];

    public static JsonNode Tell(AIJsonSchemaTransformContext context, JsonNode schema)
    {
        if (schema is not JsonObject node || node.Where(static keyword => IsUnenforced(keyword.Key, keyword.Value)).ToArray() is not { Length: > 0 } told)
        {
            return schema;
        }

        var note = string.Join("; ", told.Select(static keyword => $"{keyword.Key}: {keyword.Value?.ToJsonString(Spelling) ?? "null"}"));
        foreach (var (name, _) in told)
        {
            node.Remove(name);
        }

        node[Description] = node[Description] is JsonValue value && value.TryGetValue(out string? text) ? $"{text} ({note})" : $"({note})";
        return node;
    }

    private static bool IsUnenforced(string name, JsonNode? value) => name switch
    {
        "format" => !(value is JsonValue word && word.TryGetValue(out string? format) && Formats.Contains(format)),
        "minItems" => !(value is JsonValue count && count.TryGetValue(out int least) && least is 0 or 1),
        _ => Bounds.Contains(name),
    };
}
