namespace PromptCaching.Accounting;

/// <summary>What a process knows of a budget that it shares: nothing, or what it was told last.</summary>
/// <param name="Spent">What other processes have spent in this period, in USD.</param>
/// <param name="Held">What their calls on their way hold.</param>
/// <param name="Acknowledged">What they know of our own spending, in USD.</param>
/// <param name="Memory">Who told it.</param>
internal readonly record struct BudgetElsewhere(decimal Spent, BudgetClaim Held, decimal Acknowledged, string? Memory)
{
    public static BudgetElsewhere Of(BudgetExchange said, BudgetStanding told) => new(told.Spent - said.Spent, told.HeldByOthers, said.Spent, told.Memory);
}
