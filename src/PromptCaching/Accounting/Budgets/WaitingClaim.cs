namespace PromptCaching.Accounting;

/// <summary>A call that waits for an answer of those who share a budget.</summary>
/// <remarks>Not safe for parallel calls, but for the waiting: the lock of all budgets is held.</remarks>
internal sealed class WaitingClaim(BudgetClaim claim, BudgetAccount account)
{
    private readonly TaskCompletionSource<bool> _decision = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasLeft;

    public BudgetClaim Claim => claim;

    public Task<bool> Decision => _decision.Task;

    public void Decide(bool isGranted)
    {
        if (isGranted && !_hasLeft)
        {
            account.Reserve(claim);
        }

        _decision.SetResult(isGranted);
    }

    /// <summary>The caller does not wait any more; what was granted meanwhile is given back.</summary>
    public void Leave()
    {
        _hasLeft = true;
        if (_decision.Task is { IsCompleted: true, Result: true })
        {
            account.Release(claim);
        }
    }
}
