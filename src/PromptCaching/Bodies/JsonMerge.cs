using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Writes an object with some of its members replaced and others added, in the order in which they stood.</summary>
internal static class JsonMerge
{
    public static void Write(Utf8JsonWriter writer, JsonElement original, IReadOnlyDictionary<string, JsonElement> changed)
    {
        writer.WriteStartObject();
        foreach (var member in original.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            (changed.TryGetValue(member.Name, out var value) ? value : member.Value).CopyTo(writer);
        }

        WriteMissing(writer, original, changed);
        writer.WriteEndObject();
    }

    public static void WriteMissing(Utf8JsonWriter writer, JsonElement original, IReadOnlyDictionary<string, JsonElement> changed)
    {
        foreach (var (name, value) in changed)
        {
            if (original.ValueKind != JsonValueKind.Object || !original.TryGetProperty(name, out _))
            {
                writer.WritePropertyName(name);
                value.CopyTo(writer);
            }
        }
    }
}
