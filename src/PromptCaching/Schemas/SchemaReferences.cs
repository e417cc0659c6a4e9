using System.Text.Json.Nodes;

namespace PromptCaching.Schemas;

/// <summary>References of a schema that became part of a larger one: they count from the root.</summary>
internal static class SchemaReferences
{
    public static void Move(JsonNode? schema, string place)
    {
        switch (schema)
        {
            case JsonObject holder:
                if (holder[Keyword.Reference] is JsonValue reference && reference.TryGetValue(out string? path) && path.StartsWith('#'))
                {
                    holder[Keyword.Reference] = $"#{place}{path[1..]}";
                }

                foreach (var (_, value) in holder)
                {
                    Move(value, place);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Move(item, place);
                }

                break;
        }
    }
}
