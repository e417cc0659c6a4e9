using System.Text.Json;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.PromptCache;

/// <summary>What a request says outside its blocks and yet changes the rendered prompt, by the level from which on it does.</summary>
internal sealed record LevelInputs(string System, string Messages, string Thinking)
{
    private static readonly string[] MediumEffortModels = ["claude-opus-5-5", "claude-haiku-5-5"];

    public static LevelInputs Of(JsonElement body, IReadOnlyList<RequestBlock> blocks)
    {
        var (web, citations, images) = Presence(blocks);
        var choice = body.Get("tool_choice") ?? default;
        var output = body.Get("output_config") ?? default;
        return new LevelInputs(
            System: $"speed={body.GetText("speed") ?? "standard"};web={web};citations={citations}",
            Messages: $"choice={choice.GetText("type") ?? "auto"}/{choice.GetText("name")};serial={choice.IsTrue("disable_parallel_tool_use")};"
                + $"images={images};format={Raw(output.Get("format") ?? body.Get("output_format"))};budget={Raw(output.Get("task_budget"))}",
            Thinking: $"thinking={Thinks(body.Get("thinking"))};effort={Effort(body, output)}");
    }

    private static (bool Web, bool Citations, bool Images) Presence(IReadOnlyList<RequestBlock> blocks)
    {
        var (web, citations, images) = (false, false, false);
        foreach (var block in blocks)
        {
            web |= block.IsWebTool;
            images |= block.Type == "image";
            citations |= Cites(block);
            foreach (var inner in block.Nested())
            {
                images |= inner.Type == "image";
                citations |= Cites(inner);
            }
        }

        return (web, citations, images);
    }

    private static bool Cites(RequestBlock block) =>
        block.Type is "document" or "search_result" && block.Json.Get("citations") is { } setting && setting.IsTrue("enabled");

    /// <summary>How thinking is shown does not reach the model; leaving it out is never taken to equal any explicit mode.</summary>
    private static string Thinks(JsonElement? thinking) =>
        thinking is { } set ? $"{set.GetText("type")}/{set.GetWhole("budget_tokens")}" : "unset";

    private static string Effort(JsonElement body, JsonElement output) =>
        output.GetText("effort") ?? (MediumEffortModels.Contains(body.GetText("model")) ? "medium" : "high");

    private static string Raw(JsonElement? element) => element is { } set ? JsonSerializer.Serialize(set) : "";
}
