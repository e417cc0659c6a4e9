using System.Text.Json;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.PromptCache;

/// <summary>What a request says outside its blocks and yet changes the rendered prompt, by the level from which on it does.</summary>
internal sealed record LevelInputs(string System, string Messages, string Thinking)
{
    private static readonly string[] MediumEffortModels = ["claude-opus-5-5", "claude-haiku-5-5"];

    public static LevelInputs Of(JsonElement body)
    {
        var inner = RequestBlocks.Of(body).SelectMany(static block => block.Nested().Append(block)).ToArray();
        var choice = body.Get("tool_choice") ?? default;
        var output = body.Get("output_config") ?? default;
        var images = inner.Any(static block => block.Type == "image");
        var citations = inner.Any(static block => block.Json.Get("citations") is { } setting && setting.IsTrue("enabled"));
        var web = inner.Any(static block => block.IsWebTool);
        return new LevelInputs(
            System: $"speed={body.GetText("speed") ?? "standard"};web={web};citations={citations}",
            Messages: $"choice={choice.GetText("type") ?? "auto"}/{choice.GetText("name")};serial={choice.IsTrue("disable_parallel_tool_use")};"
                + $"images={images};format={Raw(output.Get("format") ?? body.Get("output_format"))};budget={Raw(output.Get("task_budget"))}",
            Thinking: $"thinking={Thinks(body.Get("thinking"))};effort={Effort(body, output)}");
    }

    /// <summary>How thinking is shown does not reach the model; leaving it out is never taken to equal any explicit mode.</summary>
    private static string Thinks(JsonElement? thinking) =>
        thinking is { } set ? $"{set.GetText("type")}/{set.GetWhole("budget_tokens")}" : "unset";

    private static string Effort(JsonElement body, JsonElement output) =>
        output.GetText("effort") ?? (MediumEffortModels.Contains(body.GetText("model")) ? "medium" : "high");

    private static string Raw(JsonElement? element) => element is { } set ? JsonSerializer.Serialize(set) : "";
}
