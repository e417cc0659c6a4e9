using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore.Management;

/// <summary>Where a budget stands, in USD.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Usd">The amount.</param>
/// <param name="Spent">What was spent in this period.</param>
/// <param name="Reserved">What calls on their way may add.</param>
/// <param name="Refused">How many calls this process has refused in this period.</param>
/// <param name="Ends">When the period ends; null for one that does not.</param>
internal sealed record BudgetStatistics(string Name, decimal Usd, decimal Spent, decimal Reserved, long Refused, DateTimeOffset? Ends)
{
    public static BudgetStatistics Of(BudgetStatus budget) =>
        new(budget.Name, budget.Usd, budget.Spent, budget.Reserved, budget.Refused, budget.Ends);
}
