namespace PromptCaching.Accounting;

/// <summary>Holds budgets that many processes share, such as in Redis. Safe for several threads.</summary>
/// <remarks>
/// Of each budget and period it keeps what all have spent, and of each process what its calls on their way may cost. A claim is granted when what is spent
/// and what all calls on their way hold, itself included, are no more than the amount: <see cref="BudgetClaim.Held"/>, or
/// <see cref="BudgetClaim.Worst"/> where the budget is strict. When an exchange fails or is slow, the process counts alone from what it was told last,
/// and says it all again.
/// </remarks>
public interface ISharedBudgets
{
    /// <summary>Says what a process spent and holds, and asks for more, all in one step.</summary>
    /// <param name="exchange">What a process has to say of one budget. Saying the same twice changes nothing.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the answer any more.</param>
    /// <returns>Where the budget stands, and which claims it has room for.</returns>
    ValueTask<BudgetStanding> ExchangeAsync(BudgetExchange exchange, CancellationToken cancellationToken);
}
