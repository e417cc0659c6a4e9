namespace PromptCaching.Batching;

/// <summary>Answers each item by a call of its own. That one cold prefix is not asked for by all at once is up to the chain.</summary>
internal sealed class DirectRun(IClaudeClient client, Checkpoint? checkpoint, TimeProvider time)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromHours(1);

    public async Task<GenerateManyResult> AnswerAsync(NumberedItem item, CancellationToken cancellationToken)
    {
        if (checkpoint is not null && await checkpoint.FindAsync(item, cancellationToken).ConfigureAwait(false) is { } restored)
        {
            return restored;
        }

        var result = await AskAsync(item, cancellationToken).ConfigureAwait(false);
        if (checkpoint is not null && result.Message is not null)
        {
            // An answer is paid for: a caller who leaves does not undo that.
            await checkpoint.KeepAsync(item, result, CancellationToken.None).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Turned away is not answered: an API that has too much to do for a while must not cost the rest of a run.</summary>
    private async Task<GenerateManyResult> AskAsync(NumberedItem item, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var pause = ShortestPause; ; pause = Longer(pause))
        {
            try
            {
                var message = await client.CreateMessageAsync(item.Item.Request, item.Item.Call, cancellationToken).ConfigureAwait(false);
                return item.Answered(message, message.GetCallReport()?.Cost);
            }
            catch (ClaudeException failure) when (PassingFailures.WasTurnedAway(failure) && time.GetElapsedTime(start) < LongestPatience)
            {
                var wait = failure.RetryAfter is { } asked && asked > pause ? asked : pause;
                await Task.Delay(wait < LongestPatience ? wait : LongestPatience, time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested || failure is not OperationCanceledException)
            {
                return item.Failed(failure);
            }
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause < LongestPause ? 2 * pause : pause;
}
