using System.Net;
using System.Runtime.CompilerServices;
using PromptCaching.Messages.Batches;

namespace PromptCaching.Batching;

/// <summary>Reads the results of a batch that has ended, one by one; where reading breaks, it is begun anew and goes on with what is missing.</summary>
internal sealed class BatchReader(IMessageBatches batches, Checkpoint? checkpoint, BatchPolling polling)
{
    private const int MostFailures = 3;

    public async IAsyncEnumerable<GenerateManyResult> ReadAsync(SentBatch sent, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ClaudeException? failure = null;
        for (var tries = 0; tries < MostFailures && sent.Waiting.Count > 0; tries++)
        {
            failure = null;
            var lines = batches.GetResultsAsync(sent.Id, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using var leaving = lines.ConfigureAwait(false);
            while (true)
            {
                try
                {
                    if (!await lines.MoveNextAsync().ConfigureAwait(false))
                    {
                        break;
                    }
                }
                catch (ClaudeException broken)
                {
                    failure = broken;
                    break;
                }

                if (await TakeAsync(sent, lines.Current).ConfigureAwait(false) is { } result)
                {
                    yield return result;
                }
            }

            if (failure is null || !PassingFailures.MayPass(failure))
            {
                break;
            }

            await polling.WaitAsync(tries, failure.RetryAfter, cancellationToken).ConfigureAwait(false);
        }

        var isGone = failure is ClaudeApiException { StatusCode: HttpStatusCode.NotFound };
        if (checkpoint is not null && (failure is null || isGone))
        {
            await checkpoint.KeepEndAsync(sent.Id, CancellationToken.None).ConfigureAwait(false);
        }

        foreach (var missing in sent.Failed(failure ?? new ClaudeException($"The batch {sent.Id} has ended without a result for this request.")))
        {
            yield return missing;
        }
    }

    private async Task<GenerateManyResult?> TakeAsync(SentBatch sent, MessageBatchResult line)
    {
        if (!sent.Waiting.Remove(line.CustomId, out var item))
        {
            return null;
        }

        var result = BatchOutcomes.ResultOf(item, line.Result);
        if (checkpoint is not null && result.Message is not null)
        {
            await checkpoint.KeepAsync(item, result, CancellationToken.None).ConfigureAwait(false);
        }

        return result;
    }
}
