using PromptCaching.Batching;
using PromptCaching.Messages.Batches;

namespace PromptCaching;

/// <summary>Waits for batches.</summary>
public static class MessageBatchesExtensions
{
    private const int MostFailures = 5;

    /// <summary>Looks at a batch again and again until it has ended. Some failures in a row that may pass are waited out.</summary>
    /// <param name="batches">The batches.</param>
    /// <param name="id">The id of the batch.</param>
    /// <param name="polling">How often to look, and who is told. The default is every 5 seconds at first, at last every 2 minutes, and nobody.</param>
    /// <param name="cancellationToken">Ends the wait; the batch goes on.</param>
    /// <returns>The batch, ended.</returns>
    /// <exception cref="ClaudeException">The batch cannot be looked at.</exception>
    /// <exception cref="ArgumentException">The id is empty or white space.</exception>
    public static async Task<MessageBatch> WaitUntilEndedAsync(
        this IMessageBatches batches, string id, BatchPolling? polling = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        polling ??= new BatchPolling();
        var failures = 0;
        for (var looks = 0; ; looks++)
        {
            TimeSpan? atLeast = null;
            try
            {
                var batch = await batches.GetAsync(id, cancellationToken).ConfigureAwait(false);
                polling.Progress?.Report(batch);
                if (batch.HasEnded)
                {
                    return batch;
                }

                failures = 0;
            }
            catch (ClaudeException failure) when (PassingFailures.MayPass(failure) && ++failures < MostFailures)
            {
                // A batch takes up to a day: a minute in which the API is out of reach must not cost its results.
                atLeast = failure.RetryAfter;
            }

            await polling.WaitAsync(looks, atLeast, cancellationToken).ConfigureAwait(false);
        }
    }
}
