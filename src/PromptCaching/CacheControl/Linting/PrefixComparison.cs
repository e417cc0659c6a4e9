using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Linting;

/// <summary>Finds where a prompt departs from an earlier one, in the order in which the API renders them.</summary>
internal static class PrefixComparison
{
    public static Drift? First(LintedPrompt before, LintedPrompt now, ConversationComparison conversation)
    {
        var web = before.RenderedTools.Count;
        var system = web + before.WebTools.Count;
        var messages = system + before.System.Count;
        return Parameters(PromptLevel.Tools, before, now, 0)
            ?? ToolComparison.First(before.RenderedTools, now.RenderedTools, 0)
            ?? Parameters(PromptLevel.System, before, now, web)
            ?? ToolComparison.First(before.WebTools, now.WebTools, web)
            ?? System(before.System, now.System, system)
            ?? (conversation.IsSame ? Parameters(PromptLevel.Messages, before, now, messages) ?? conversation.First(messages) : null);
    }

    private static Drift? Parameters(PromptLevel level, LintedPrompt before, LintedPrompt now, int position) => PromptParameter.All
        .Where(parameter => parameter.From == level)
        .Select(parameter => parameter.Compare(before, now, position))
        .FirstOrDefault(static drift => drift is not null);

    private static Drift? System(IReadOnlyList<PromptBlock> before, IReadOnlyList<PromptBlock> now, int position)
    {
        for (var index = 0; index < Math.Min(before.Count, now.Count); index++)
        {
            if (BlockComparison.First(before[index], now[index]) is { } mismatch)
            {
                return Drift.From(mismatch, PrefixDriftKind.SystemChanged, position + index);
            }
        }

        var shared = Math.Min(before.Count, now.Count);
        return before.Count > shared ? new Drift(PrefixDriftKind.SystemChanged, before[shared].Place, "is gone", position + shared)
            : now.Count > shared ? new Drift(PrefixDriftKind.SystemChanged, now[shared].Place, "was added", position + shared)
            : null;
    }
}
