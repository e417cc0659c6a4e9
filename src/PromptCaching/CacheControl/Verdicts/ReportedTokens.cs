using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>What an answer says of its prompt.</summary>
/// <param name="Read">The tokens that were read from the cache.</param>
/// <param name="Written">The tokens that were written to it.</param>
/// <param name="Total">The length of the prompt; 0 where the answer was made of several model calls and the counters are sums.</param>
internal sealed record ReportedTokens(long Read, long Written, long Total)
{
    public bool IsNothing => Read == 0 && Written == 0;

    /// <returns><see langword="null"/> when the counters did not come.</returns>
    public static ReportedTokens? Of(AnswerOutline answer)
    {
        var usage = answer.Usage;
        if (!answer.HasUsage || usage.InputTokens is not { } input)
        {
            return null;
        }

        var read = usage.CacheReadInputTokens ?? 0;
        var written = usage.CacheCreationInputTokens ?? (usage.Ephemeral5mInputTokens ?? 0) + (usage.Ephemeral1hInputTokens ?? 0);
        return new ReportedTokens(read, written, usage.Iterations.Count > 1 ? 0 : input + read + written);
    }
}
