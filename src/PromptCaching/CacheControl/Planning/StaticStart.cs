using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Planning;

/// <summary>The beginning of a prompt of which its caller says that other calls share it.</summary>
/// <param name="Step">Its last step.</param>
/// <param name="IsOpening">Whether no answer stands behind it: nothing shows yet that the conversation goes on.</param>
internal readonly record struct StaticStart(int Step, bool IsOpening)
{
    /// <returns><see langword="null"/> when the caller says nothing, or names no block that the request has.</returns>
    public static StaticStart? Of(ClaudeCall wish, IReadOnlyList<PathStep> steps)
    {
        if (wish.StaticPrefix is not { } end)
        {
            return null;
        }

        for (var step = steps.Count - 1; step >= 0; step--)
        {
            if (IsEnd(steps[step].Block, end))
            {
                return new StaticStart(step, !steps.Skip(step + 1).Any(static later => later.Block.Role == MessageRole.Assistant));
            }
        }

        return null;
    }

    private static bool IsEnd(BlockOutline block, StaticPrefixEnd end) => (block.Level, end) switch
    {
        (PromptLevel.Messages, { Message: { } message, MessageBlock: { } index }) => block.Message == message && block.Index == index,
        (PromptLevel.System, { Message: null, SystemBlock: { } index }) => block.Index == index,
        (PromptLevel.Tools, { Message: null, SystemBlock: null, Tool: { } index }) => block.Index == index,
        _ => false,
    };
}
