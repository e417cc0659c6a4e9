using PromptCaching.Bodies;

namespace PromptCaching.Accounting;

/// <summary>Sorts the API's counters into buckets that do not overlap.</summary>
internal static class TokenUsages
{
    /// <returns><see langword="null"/> when the counters that every bill needs did not come.</returns>
    public static TokenUsage? Of(AnswerUsage usage)
    {
        if (usage.InputTokens is not { } input || usage.OutputTokens is not { } output)
        {
            return null;
        }

        var written = usage.CacheCreationInputTokens ?? (usage.Ephemeral5mInputTokens ?? 0) + (usage.Ephemeral1hInputTokens ?? 0);
        var oneHour = Math.Min(usage.Ephemeral1hInputTokens ?? 0, written);
        return new TokenUsage
        {
            Input = input,

            // Without a split, and for what a split leaves out (the API's own breakpoints), the five-minute price holds.
            CacheWrite5m = written - oneHour,
            CacheWrite1h = oneHour,
            CacheRead = usage.CacheReadInputTokens ?? 0,
            Output = output,
            Thinking = usage.ThinkingTokens ?? 0,
        };
    }

    public static TokenUsage? Add(TokenUsage? left, TokenUsage? right) => left is null || right is null ? null : new TokenUsage
    {
        Input = left.Input + right.Input,
        CacheWrite5m = left.CacheWrite5m + right.CacheWrite5m,
        CacheWrite1h = left.CacheWrite1h + right.CacheWrite1h,
        CacheRead = left.CacheRead + right.CacheRead,
        Output = left.Output + right.Output,
        Thinking = left.Thinking + right.Thinking,
    };
}
