using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>How many calls and attempts there were, by the ledger.</summary>
internal sealed record CallLine(long Answers, long Attempts, long Hits, long Joins, long Failures)
{
    public static CallLine Of(UsageTotals total) => new(total.Answers, total.Attempts, total.Hits, total.Joins, total.Failures);
}
