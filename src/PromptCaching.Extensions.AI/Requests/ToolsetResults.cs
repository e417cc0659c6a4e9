using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>Results of tools of a toolset name it, or the API refuses them. The contents of results have no place for it: the call before them does.</summary>
internal static class ToolsetResults
{
    public static IReadOnlyList<InputMessage> Named(IReadOnlyList<InputMessage> turns)
    {
        var names = turns.SelectMany(static turn => turn.Content).OfType<ToolUseBlock>().Where(static use => use.ToolsetName is not null)
            .DistinctBy(static use => use.Id)
            .ToDictionary(static use => use.Id, static use => use.ToolsetName, StringComparer.Ordinal);
        return names.Count == 0 ? turns : [.. turns.Select(turn => turn.Content.Any(block => LacksName(block, names)) ? Named(turn, names) : turn)];
    }

    private static InputMessage Named(InputMessage turn, Dictionary<string, string?> names) => turn with
    {
        Content = MessageContent.FromBlocks(
        [
            .. turn.Content.Select(block =>
                LacksName(block, names) && block is ToolResultBlock result ? result with { ToolsetName = names[result.ToolUseId] } : block),
        ]),
    };

    private static bool LacksName(ContentBlock block, Dictionary<string, string?> names) =>
        block is ToolResultBlock { ToolsetName: null } result && names.ContainsKey(result.ToolUseId);
}
