using System.Threading.Channels;
using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Ledger;

/// <summary>Others who answer when the test wants them to.</summary>
internal sealed class SpokenUsage : ISharedUsage
{
    private readonly Channel<Word> _words = Channel.CreateUnbounded<Word>();

    public bool IsSilent => _words.Reader.Count == 0;

    public ValueTask<UsageStanding> ExchangeAsync(UsageExchange exchange, CancellationToken cancellationToken)
    {
        var word = new Word(exchange, cancellationToken);
        _words.Writer.TryWrite(word);
        return new(word.Answer.Task);
    }

    public async Task<Word> NextAsync() => await _words.Reader.ReadAsync();

    internal sealed record Word(UsageExchange Exchange, CancellationToken Leaving)
    {
        public TaskCompletionSource<UsageStanding> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public UsageStanding Take(string memory = "m")
        {
            var standing = new UsageStanding { Memory = memory, ByModel = Exchange.Sums };
            Answer.SetResult(standing);
            return standing;
        }
    }
}
