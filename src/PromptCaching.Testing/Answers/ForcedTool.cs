using System.Text.Json;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Answers;

/// <summary>The tool that tool_choice demands; of any tool, the one whose name and description share most words with the question.</summary>
internal sealed record ForcedTool(JsonElement Definition)
{
    public static ForcedTool? Of(JsonElement body, string question)
    {
        var choice = body.Get("tool_choice") ?? default;
        var tools = body.GetArray("tools").Where(static tool => tool.GetText("name") is not null);
        var asked = Words.Of(question);
        return choice.GetText("type") switch
        {
            "tool" => tools.Where(tool => tool.GetText("name") == choice.GetText("name")).Select(static tool => new ForcedTool(tool)).FirstOrDefault(),
            "any" => tools.Select(static tool => new ForcedTool(tool)).MaxBy(tool => Words.Of(tool.Description).Count(asked.Contains)),
            _ => null,
        };
    }

    private string Description => $"{Definition.GetText("name")!.Replace('_', ' ')} {Definition.GetText("description")}";

    public JsonElement Call(string question, string id)
    {
        var input = Definition.Get("input_schema") is { } schema ? new SchemaSample(schema, question).Create() : Json.Parse("{}");
        return Json.Element(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", "tool_use");
            writer.WriteString("id", id);
            writer.WriteString("name", Definition.GetText("name"));
            writer.WritePropertyName("input");
            input.WriteTo(writer);
            writer.WriteStartObject("caller"); // as recorded: since 2026 a call says who makes it, and is to be echoed with it
            writer.WriteString("type", "direct");
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }
}
