using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>What the calls of one scope or one tag came to, in USD; at least that where it is not exact.</summary>
internal sealed record SpendLine(string Kind, string Name, long Requests, string Spent, string Saved, bool IsExact)
{
    private const int Most = 8;

    /// <summary>The dearest of both kinds; calls that named none are in no line.</summary>
    public static IReadOnlyList<SpendLine> Of(IReadOnlyDictionary<string, UsageTotals> scopes, IReadOnlyDictionary<string, UsageTotals> tags) =>
        [.. Dearest("scope", scopes), .. Dearest("tag", tags)];

    private static IEnumerable<SpendLine> Dearest(string kind, IReadOnlyDictionary<string, UsageTotals> totals) => totals
        .Where(static one => one.Key.Length > 0)
        .OrderByDescending(static one => one.Value.Cost)
        .ThenBy(static one => one.Key, StringComparer.Ordinal)
        .Take(Most)
        .Select(one => new SpendLine(
            kind,
            one.Key,
            one.Value.Attempts + one.Value.Hits + one.Value.Joins,
            Usd.Text(one.Value.Cost),
            Usd.Text(one.Value.Saved),
            one.Value.IsExact));
}
