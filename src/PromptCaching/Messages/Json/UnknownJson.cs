using System.Text.Json;

namespace PromptCaching.Messages.Json;

/// <summary>Writes a member of a union that this version does not know: as it came, with the caller's extra fields laid over it.</summary>
internal static class UnknownJson
{
    public static void Write(Utf8JsonWriter writer, JsonElement json, IReadOnlyDictionary<string, JsonElement> extra)
    {
        if (extra.Count == 0 || json.ValueKind != JsonValueKind.Object)
        {
            WireJson.WriteElement(writer, json);
            return;
        }

        writer.WriteStartObject();
        foreach (var property in json.EnumerateObject())
        {
            if (!extra.ContainsKey(property.Name))
            {
                writer.WritePropertyName(property.Name);
                WireJson.WriteElement(writer, property.Value);
            }
        }

        foreach (var (name, value) in extra)
        {
            writer.WritePropertyName(name);
            WireJson.WriteElement(writer, value);
        }

        writer.WriteEndObject();
    }
}
