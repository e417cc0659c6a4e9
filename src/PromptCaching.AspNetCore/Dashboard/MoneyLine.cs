using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>What was spent and saved, in USD.</summary>
/// <param name="Spent">The cost.</param>
/// <param name="Saved">What both caches saved.</param>
/// <param name="SavedByPromptCache">What the prompt cache saved; negative while writes have not paid for themselves.</param>
/// <param name="SavedByResponseCache">What hits and joins would have cost.</param>
/// <param name="SavedShare">What was saved of what it would have cost without caches, up to 1; unknown while nothing would have.</param>
/// <param name="IsExact">Whether that is all there is; else parts are unknown, and the cost is at least this.</param>
internal sealed record MoneyLine(
    string Spent, string Saved, string SavedByPromptCache, string SavedByResponseCache, double? SavedShare, bool IsExact)
{
    public static MoneyLine Of(UsageTotals total) => new(
        Usd.Text(total.Cost),
        Usd.Text(total.Saved),
        Usd.Text(total.SavedByPromptCache),
        Usd.Text(total.SavedByResponseCache),
        total.Cost + total.Saved > 0 ? (double)(total.Saved / (total.Cost + total.Saved)) : null,
        total.IsExact);
}
