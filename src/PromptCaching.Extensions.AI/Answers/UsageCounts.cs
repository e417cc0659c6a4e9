using Microsoft.Extensions.AI;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI.Answers;

/// <summary>The tokens of an answer. The API counts cached input apart; the abstractions count it in.</summary>
internal static class UsageCounts
{
    public static UsageDetails? From(Usage usage) => ReferenceEquals(usage, Usage.Unknown) ? null : new UsageDetails
    {
        InputTokenCount = usage.TotalInputTokens,
        OutputTokenCount = usage.OutputTokens,
        TotalTokenCount = usage.TotalInputTokens + usage.OutputTokens,
        CachedInputTokenCount = usage.CacheReadInputTokens,
        ReasoningTokenCount = usage.OutputTokensDetails?.ThinkingTokens,
        AdditionalCounts = Additional(usage),
    };

    private static AdditionalPropertiesDictionary<long>? Additional(Usage usage)
    {
        var counts = new AdditionalPropertiesDictionary<long>();
        Add(nameof(usage.CacheCreationInputTokens), usage.CacheCreationInputTokens);
        Add($"{nameof(usage.CacheCreation)}.{nameof(CacheCreationUsage.Ephemeral5mInputTokens)}", usage.CacheCreation?.Ephemeral5mInputTokens);
        Add($"{nameof(usage.CacheCreation)}.{nameof(CacheCreationUsage.Ephemeral1hInputTokens)}", usage.CacheCreation?.Ephemeral1hInputTokens);
        Add($"{nameof(usage.ServerToolUse)}.{nameof(ServerToolUsage.WebSearchRequests)}", usage.ServerToolUse?.WebSearchRequests);
        Add($"{nameof(usage.ServerToolUse)}.{nameof(ServerToolUsage.WebFetchRequests)}", usage.ServerToolUse?.WebFetchRequests);
        return counts.Count == 0 ? null : counts;

        void Add(string name, long? count)
        {
            if (count is { } known)
            {
                counts[name] = known;
            }
        }
    }
}
