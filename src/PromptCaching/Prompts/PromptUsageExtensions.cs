using PromptCaching.Accounting;

namespace PromptCaching.Prompts;

/// <summary>Asks the ledger about templates.</summary>
public static class PromptUsageExtensions
{
    /// <summary>Sums up the calls of a template, version by version.</summary>
    /// <param name="usage">The ledger of the client that they were made with.</param>
    /// <param name="name">The name of the template.</param>
    /// <param name="compression">What compressed its values; <see langword="null"/> when nothing did.</param>
    /// <returns>Each version that was called, in ascending order; none when none was.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <remarks>Tags beyond <see cref="AccountingOptions.MaxNames"/> are summed up together, and are in no version.</remarks>
    public static IReadOnlyList<PromptVersionUsage> ByPromptVersion(this IClaudeUsage usage, string name, PromptCompression? compression = null)
    {
        ArgumentNullException.ThrowIfNull(usage);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var saved = compression?.ByTag;
        var versions =
            from pair in usage.ByTag
            let version = PromptTags.VersionIn(pair.Key, name)
            where version is not null
            select Of(version, pair.Value, saved?.GetValueOrDefault(pair.Key));
        return [.. versions.OrderBy(static used => used.Version, VersionOrder.Ascending)];
    }

    private static PromptVersionUsage Of(string version, UsageTotals totals, PromptCompressionResult? saved) => new()
    {
        Version = version,
        Calls = totals.Answers,
        Cost = totals.Cost,
        CostPerCall = totals.AverageCost,
        PromptCacheHitRate = totals.Usage.TotalInput > 0 ? (double)totals.Usage.CacheRead / totals.Usage.TotalInput : null,
        ResponseCacheHitRate = totals.Answers > 0 ? (double)(totals.Hits + totals.Joins) / totals.Answers : null,
        Compression = saved ?? PromptCompressionResult.None,
    };
}
