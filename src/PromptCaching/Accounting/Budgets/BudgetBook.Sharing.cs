namespace PromptCaching.Accounting;

/// <content>Budgets that other processes use, too.</content>
internal sealed partial class BudgetBook
{
    private readonly Dictionary<BudgetAccount, BudgetSharing> _sharing;

    private bool IsShared => _sharing.Count > 0;

    /// <summary>Asks those who share the budgets where they stand; those that nobody shares are known.</summary>
    public async Task<IReadOnlyList<BudgetStatus>> ReadAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_sharing.Keys.Select(account => AskAsync(account, cancellationToken))).ConfigureAwait(false);
        return Status;
    }

    /// <summary>Says what is not said yet, of all budgets at once: a gateway has one for each client, and each may wait for its answer.</summary>
    public void Dispose() => Task.WhenAll(_sharing.Values.Select(static sharing => sharing.DisposeAsync().AsTask())).GetAwaiter().GetResult();

    /// <summary>A claim of nothing, whether granted or not, is answered with where the budget stands.</summary>
    private async Task AskAsync(BudgetAccount account, CancellationToken cancellationToken)
    {
        if (await _sharing[account].ReserveAsync(default, cancellationToken).ConfigureAwait(false))
        {
            Release([account], default);
        }
    }

    /// <summary>One budget after another; what was reserved is given back where a later one has no room.</summary>
    private async Task<BudgetReservation?> ReserveSharedAsync(BudgetAccount[] mine, CallEstimate? estimate, CancellationToken cancellationToken)
    {
        var asked = AskedFor(mine, estimate);
        var reserved = 0;
        try
        {
            for (; reserved < mine.Length; reserved++)
            {
                var account = mine[reserved];
                if ((estimate is null && account.Budget.IsStrict)
                    || !await _sharing[account].ReserveAsync(asked, cancellationToken).ConfigureAwait(false))
                {
                    throw Refused(account, estimate);
                }
            }

            return new BudgetReservation(this, mine, asked);
        }
        catch
        {
            Release(mine[..reserved], asked);
            throw;
        }
    }

    private BudgetClaim AskedFor(BudgetAccount[] mine, CallEstimate? estimate)
    {
        lock (_lock)
        {
            return AskedFor(mine, estimate, _time.GetUtcNow());
        }
    }

    private ClaudeRefusedException Refused(BudgetAccount account, CallEstimate? estimate)
    {
        lock (_lock)
        {
            return Refused(account, _time.GetUtcNow(), estimate);
        }
    }

    private void TellOthers(BudgetAccount[] accounts)
    {
        if (IsShared)
        {
            Array.ForEach(accounts, account => _sharing[account].Tell());
        }
    }
}
