using PromptCaching.Guardrails.Redaction.Placeholders;

namespace PromptCaching.Guardrails.Redaction;

/// <summary>Adds up what was replaced.</summary>
internal static class PiiCounts
{
    public static IReadOnlyDictionary<PiiKind, int> Of(IEnumerable<PlaceholderTable> tables) =>
        tables.SelectMany(static table => table.Counts).GroupBy(static count => count.Key, static count => count.Value)
            .ToDictionary(static group => group.Key, static group => group.Sum());
}
