namespace PromptCaching.Accounting;

/// <summary>Where a budget stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Usd">The amount, in USD.</param>
/// <param name="Spent">What was spent in this period, in USD.</param>
/// <param name="Reserved">What calls on their way may add, in USD.</param>
/// <param name="Ends">When the period ends; <see langword="null"/> for one that does not.</param>
public sealed record BudgetStatus(string Name, decimal Usd, decimal Spent, decimal Reserved, DateTimeOffset? Ends)
{
    /// <summary>Gets how many calls this process has refused in this period, because the budget had no room for them.</summary>
    public long Refused { get; init; }
}
