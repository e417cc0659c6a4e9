using PromptCaching.Bodies;

namespace PromptCaching.RateLimiting.Quota;

/// <summary>What an answer reports of its prompt.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Input">What counts against the limit: the plain and the written, and the read where reads count.</param>
internal readonly record struct ActualTokens(double Total, double Input)
{
    public static ActualTokens? Of(AnswerUsage usage, bool countsReads)
    {
        if (usage.InputTokens is not { } plain)
        {
            return null;
        }

        var counted = plain + (usage.CacheCreationInputTokens ?? 0);
        var total = counted + (usage.CacheReadInputTokens ?? 0);
        return new ActualTokens(total, countsReads ? total : counted);
    }
}
