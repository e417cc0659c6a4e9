namespace PromptCaching.Accounting;

/// <summary>What a call holds of its budgets until it has ended; its attempts pay as they end.</summary>
internal sealed class BudgetReservation(BudgetBook book, BudgetAccount[] accounts, BudgetClaim claim)
{
    private int _isEnded;

    /// <summary>Pays for an attempt. Of what is not known, what was reserved is taken: it may be on the bill.</summary>
    public void Pay(UsageEntry attempt) => book.Spend(accounts, budget => attempt switch
    {
        { Knowledge: UsageKnowledge.Known } => attempt.Cost ?? 0m,
        _ => Math.Max(attempt.Cost ?? 0m, budget.IsStrict ? claim.Worst : claim.Expected),
    });

    public void End()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 0)
        {
            book.Release(accounts, claim);
        }
    }
}
