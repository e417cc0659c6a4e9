using System.Text.Json;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Answers;

/// <summary>Writes a value that fits a JSON schema: required properties only, each by its type; a free text repeats the question.</summary>
internal sealed class SchemaSample(JsonElement root, string question)
{
    private const int Deepest = 12;
    private const int LongestText = 80;

    public JsonElement Create() => Json.Element(writer => Write(writer, root, 0));

    private void Write(Utf8JsonWriter writer, JsonElement schema, int depth)
    {
        schema = Resolve(schema);
        if ((schema.Get("const") ?? schema.Get("default") ?? First(schema, "enum")) is { } given)
        {
            given.WriteTo(writer);
            return;
        }

        switch (depth > Deepest ? "null" : TypeOf(schema))
        {
            case "object":
                WriteObject(writer, schema, depth);
                break;
            case "array":
                writer.WriteStartArray();
                for (var count = Math.Max(1, schema.GetWhole("minItems") ?? 1); count > 0; count--)
                {
                    Write(writer, schema.Get("items") ?? default, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case "integer" or "number":
                writer.WriteNumberValue(schema.GetWhole("minimum") ?? 1);
                break;
            case "boolean":
                writer.WriteBooleanValue(true);
                break;
            case "null":
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(Text(schema));
                break;
        }
    }

    private void WriteObject(Utf8JsonWriter writer, JsonElement schema, int depth)
    {
        var properties = schema.Get("properties") ?? default;
        writer.WriteStartObject();
        foreach (var name in schema.GetTexts("required"))
        {
            writer.WritePropertyName(name);
            Write(writer, properties.Get(name) ?? default, depth + 1);
        }

        writer.WriteEndObject();
    }

    private JsonElement Resolve(JsonElement schema)
    {
        for (var hops = 0; hops < Deepest; hops++)
        {
            var next = schema.GetText("$ref") is { } reference && reference.StartsWith("#/", StringComparison.Ordinal)
                ? reference[2..].Split('/').Aggregate((JsonElement?)root, static (at, name) => at?.Get(name))
                : First(schema, "anyOf") ?? First(schema, "oneOf") ?? First(schema, "allOf");
            if (next is not { } found)
            {
                return schema;
            }

            schema = found;
        }

        return schema;
    }

    private string Text(JsonElement schema) => schema.GetText("format") switch
    {
        "date" => "2026-01-01",
        "date-time" => "2026-01-01T00:00:00Z",
        "email" => "someone@example.com",
        "uri" => "https://example.com/",
        "uuid" => "01234567-89ab-4cde-8f01-23456789abcd",
        "time" => "12:00:00",
        "duration" => "PT1H",
        "hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        _ when question.Length == 0 => "text",
        _ => Cut.At(question, LongestText),
    };

    private static string TypeOf(JsonElement schema) => schema.GetText("type")
        ?? schema.GetTexts("type").FirstOrDefault(static type => type != "null")
        ?? (schema.Get("properties") is null ? "string" : "object");

    private static JsonElement? First(JsonElement schema, string name) => schema.GetArray(name).Select(static item => (JsonElement?)item).FirstOrDefault();
}
