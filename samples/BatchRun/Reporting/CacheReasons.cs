using BatchRun.Sending;
using PromptCaching;

namespace BatchRun.Reporting;

/// <summary>Counts what the prompt cache did, and where it did less than it could, why.</summary>
internal static class CacheReasons
{
    /// <param name="journal">The journal of all runs.</param>
    /// <param name="recorded">The answers that there are.</param>
    /// <param name="isUnmarked">Whether a request was sent unmarked because its prompt is below the minimum.</param>
    public static IReadOnlyList<(string Reason, int Count)> Of(
        IEnumerable<JournalLine> journal, IReadOnlyCollection<string> recorded, Func<string, bool> isUnmarked)
    {
        var lines = journal.Where(static line => line.Answered is not null).GroupBy(static line => line.Answered!, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Last(), StringComparer.Ordinal);
        return
        [
            .. recorded.GroupBy(name => isUnmarked(name) ? "unmarked: the prompt is below the minimum" : Words(lines.GetValueOrDefault(name)))
                .Select(static group => (Reason: group.Key, Count: group.Count()))
                .OrderByDescending(static pair => pair.Count).ThenBy(static pair => pair.Reason, StringComparer.Ordinal),
        ];
    }

    private static string Words(JournalLine? line) => line switch
    {
        null => "not known: recorded just before a run was killed",
        { Outcome: null } => "not judged: batches say tokens, not reasons",
        { Outcome: CacheOutcome.Hit } => "hit: what could be read was read",
        { Outcome: CacheOutcome.ColdStart } => "cold start: what others will read was written",
        { Outcome: CacheOutcome.NothingToCache } => "nothing to cache",
        { Outcome: CacheOutcome.NotTreated } => "cache_control is off",
        { Outcome: var outcome, Cause: { } cause } => $"{Lower(outcome.Value)}: {Lower(cause)}",
        { Outcome: var outcome } => $"{Lower(outcome.Value)}: unexplained",
    };

    private static string Lower<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select(static (letter, index) =>
            char.IsUpper(letter) ? (index == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));
}
