using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>How many calls and attempts there were, by the ledger; of this process also how many calls have no whole answer, refused ones included.</summary>
internal sealed record CallLine(long Answers, long Attempts, long Hits, long Joins, long Failures, long FailedCalls)
{
    public static CallLine Of(UsageTotals total, long failedCalls) => new(total.Answers, total.Attempts, total.Hits, total.Joins, total.Failures, failedCalls);
}
