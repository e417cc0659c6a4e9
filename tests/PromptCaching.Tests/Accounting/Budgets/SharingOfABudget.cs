using PromptCaching.Accounting;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Budgets;

/// <summary>One process's part in a budget, on a clock that stands still, with others who answer when the test wants them to.</summary>
public abstract class SharingOfABudget : IAsyncDisposable
{
    private protected static readonly BudgetClaim _claim = new(0.25m, 0, 0.5m);
    private protected static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private protected readonly ManualTimeProvider _clock = new();
    private protected readonly WatchedTime _time;
    private protected readonly object _lock = new();
    private protected readonly RecordingLoggers _log = new();
    private protected readonly SpokenBudgets _others = new();
    private protected readonly List<BudgetStatus> _warnings = [];
    private protected bool _warningFails;
    private protected readonly BudgetAccount _account;
    private protected readonly BudgetSharing _sharing;

    private protected SharingOfABudget()
    {
        _time = new WatchedTime(_clock);
        _account = new BudgetAccount(new Budget { Name = "b", Usd = 1m }, _clock.GetUtcNow());
        _sharing = new BudgetSharing(_others, _account, _lock, _time, _log, Warn);
    }

    public async ValueTask DisposeAsync()
    {
        while (!_others.IsSilent)
        {
            (await _others.NextAsync()).Answer.TrySetException(new IOException("The test is over."));
        }
    }

    private protected void Warn(Budget budget, BudgetStatus status)
    {
        _warnings.Add(status);
        if (_warningFails)
        {
            throw new IOException("The disk of the log is full.");
        }
    }

    private protected async Task GrantAsync()
    {
        var asking = _sharing.ReserveAsync(_claim, default);
        (await _others.NextAsync()).Grant();
        await asking;
        (await _time.WoundAsync()).Should().Be(TimeSpan.FromSeconds(20));
    }

    /// <summary>A quarter is held by the call that found out.</summary>
    private protected async Task LoseThemAsync()
    {
        _account.Spend(0.25m, _clock.GetUtcNow());
        var asking = _sharing.ReserveAsync(_claim, default);
        (await _others.NextAsync()).Answer.SetException(new IOException("gone"));
        (await asking).Should().BeTrue();
        (await _time.WoundAsync()).Should().Be(_pause);
    }

    private protected static async Task UntilAsync(Func<bool> isTrue)
    {
        while (!isTrue())
        {
            await Task.Yield();
        }
    }
}
