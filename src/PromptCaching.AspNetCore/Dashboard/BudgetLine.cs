using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>Where a budget stands, in USD.</summary>
internal sealed record BudgetLine(string Name, string Amount, string Spent, string Reserved, double Share, DateTimeOffset? Ends, long Refused)
{
    public static BudgetLine Of(BudgetStatus budget) => new(
        budget.Name,
        Usd.Text(budget.Usd),
        Usd.Text(budget.Spent),
        Usd.Text(budget.Reserved),
        budget.Usd > 0 ? (double)((budget.Spent + budget.Reserved) / budget.Usd) : 1,
        budget.Ends,
        budget.Refused);
}
