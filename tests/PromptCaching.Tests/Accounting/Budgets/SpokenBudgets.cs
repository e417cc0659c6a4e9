using System.Threading.Channels;
using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

/// <summary>Others who answer when the test wants them to, and what it wants them to.</summary>
internal sealed class SpokenBudgets : ISharedBudgets
{
    private readonly Channel<Word> _words = Channel.CreateUnbounded<Word>();

    /// <summary>Gets what flowed with the caller whose exchange came last.</summary>
    public static AsyncLocal<string?> Flow { get; } = new();

    public ValueTask<BudgetStanding> ExchangeAsync(BudgetExchange exchange, CancellationToken cancellationToken)
    {
        var word = new Word(exchange, Flow.Value, cancellationToken);
        _words.Writer.TryWrite(word);
        return new(word.Answer.Task);
    }

    public async Task<Word> NextAsync() => await _words.Reader.ReadAsync();

    public bool IsSilent => _words.Reader.Count == 0;

    internal sealed record Word(BudgetExchange Exchange, string? Flow, CancellationToken Leaving)
    {
        public TaskCompletionSource<BudgetStanding> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Grant(bool isGranted = true, decimal spent = 0m) => Answer.SetResult(new BudgetStanding
        {
            Spent = spent, Granted = [.. Exchange.Asked.Select(_ => isGranted)], Memory = "m",
        });
    }
}
