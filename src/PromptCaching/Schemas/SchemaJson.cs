using System.Text.Json;
using System.Text.Json.Nodes;
using PromptCaching.Messages.Json;

namespace PromptCaching.Schemas;

/// <summary>A schema that was built, as the element that requests carry.</summary>
internal static class SchemaJson
{
    public static JsonElement ToElement(JsonNode schema) => WireJson.Parse(WireJson.ToUtf8Bytes(writer => schema.WriteTo(writer)));
}
