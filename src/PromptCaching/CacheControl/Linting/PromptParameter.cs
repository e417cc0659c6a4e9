using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Linting;

/// <summary>Something that a request says outside of its blocks, or by their mere presence, and that changes how its prompt is rendered.</summary>
/// <param name="Place">The parameter, or where the thing stands that is present or not.</param>
/// <param name="From">The level from which on the rendering changes.</param>
/// <param name="Read">Reads its value, with what the API takes for granted filled in.</param>
internal sealed record PromptParameter(string Place, PromptLevel From, Func<LintedPrompt, string> Read)
{
    private const int Short = 40;

    private static readonly string[] MediumEffortModels = ["claude-opus-5-5", "claude-haiku-5-5"];

    /// <summary>Gets the parameters in the order in which they take effect.</summary>
    public static IReadOnlyList<PromptParameter> All { get; } =
    [
        new("model", PromptLevel.Tools, static prompt => prompt.Body.GetText("model") ?? ""),
        new("speed", PromptLevel.System, static prompt => prompt.Body.GetText("speed") ?? "standard"),
        new("citations", PromptLevel.System, static prompt => Presence(prompt.AllBlocks.Any(Cites))),
        new("tool_choice", PromptLevel.Messages, static prompt => Choice(prompt.Body.Get("tool_choice") ?? default)),
        new("images", PromptLevel.Messages, static prompt => Presence(prompt.AllBlocks.Any(static block => block.GetText("type") == "image"))),
        new("thinking", PromptLevel.Messages, static prompt => Thinking(prompt.Body.Get("thinking"))),
        new("output_config.effort", PromptLevel.Messages, static prompt => Output(prompt).GetText("effort") ?? DefaultEffort(prompt)),
        new("output_config.format", PromptLevel.Messages, static prompt => (Output(prompt).Get("format") ?? prompt.Body.Get("output_format")).Spelled()),
        new("output_config.task_budget", PromptLevel.Messages, static prompt => Output(prompt).Get("task_budget").Spelled()),
    ];

    public Drift? Compare(LintedPrompt before, LintedPrompt now, int position)
    {
        var (one, other) = (Read(before), Read(now));
        if (one == other)
        {
            return null;
        }

        var isTold = one.Length is > 0 and <= Short && other.Length is > 0 and <= Short;
        var kind = Place == "model" ? PrefixDriftKind.Model : PrefixDriftKind.Parameter;
        return new Drift(kind, Place, isTold ? $"was {one} and is now {other}" : "has changed", position);
    }

    private static string Presence(bool isPresent) => isPresent ? "present" : "absent";

    private static bool Cites(JsonElement block) =>
        block.GetText("type") is "document" or "search_result" && block.Get("citations") is { } setting && setting.Has("enabled", JsonValueKind.True);

    private static string Choice(JsonElement choice)
    {
        var kind = $"{choice.GetText("type") ?? "auto"} {choice.GetText("name")}".TrimEnd();
        return choice.Has("disable_parallel_tool_use", JsonValueKind.True) ? $"{kind} (one at a time)" : kind;
    }

    /// <summary>How thinking is shown does not reach the model; leaving it out is never taken to equal any explicit mode.</summary>
    private static string Thinking(JsonElement? thinking) =>
        thinking is { } set ? $"{set.GetText("type")} {set.Get("budget_tokens").Spelled()}".TrimEnd() : "unset";

    private static string DefaultEffort(LintedPrompt prompt) => MediumEffortModels.Contains(prompt.Body.GetText("model")) ? "medium" : "high";

    private static JsonElement Output(LintedPrompt prompt) => prompt.Body.Get("output_config") ?? default;
}
