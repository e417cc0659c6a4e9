using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>What one model came to, in USD; at least that where it is not exact.</summary>
internal sealed record ModelLine(string Model, long Requests, string Spent, string Saved, bool IsExact)
{
    public static ModelLine Of(string model, UsageTotals totals) =>
        new(model, totals.Attempts + totals.Hits + totals.Joins, Usd.Text(totals.Cost), Usd.Text(totals.Saved), totals.IsExact);
}
