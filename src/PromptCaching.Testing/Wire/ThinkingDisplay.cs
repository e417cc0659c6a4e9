using System.Text.Json;
using PromptCaching.Testing.Answers;

namespace PromptCaching.Testing.Wire;

/// <summary>Leaves the words of thinking out of an answer where the request asks for that; the signature stays, and so does the price.</summary>
internal static class ThinkingDisplay
{
    public static Answer Apply(Answer answer, JsonElement body) => body.Get("thinking")?.GetText("display") == "omitted"
        ? answer with { Blocks = [.. answer.Blocks.Select(Shown)] }
        : answer;

    private static JsonElement Shown(JsonElement block) => block.GetText("type") != "thinking" ? block : Json.Element(writer =>
    {
        writer.WriteStartObject();
        foreach (var property in block.EnumerateObject())
        {
            if (property.NameEquals("thinking"))
            {
                writer.WriteString(property.Name, "");
            }
            else
            {
                property.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    });
}
