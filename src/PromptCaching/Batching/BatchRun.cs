using System.Runtime.CompilerServices;

namespace PromptCaching.Batching;

/// <summary>Answers items through batches: several wait at the API at once, and each is read, line by line, when it has ended.</summary>
internal sealed class BatchRun(
    IMessageBatches batches, IRequestDefaults? defaults, Checkpoint? checkpoint, GenerateManyBatches settings, int mostBatches)
{
    public async IAsyncEnumerable<GenerateManyResult> RunAsync(
        Func<CancellationToken, IAsyncEnumerable<NumberedItem>> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var units = new BatchUnits(checkpoint, settings);
        var sender = new BatchSender(batches, defaults, checkpoint, settings);
        var reader = new BatchReader(batches, checkpoint, settings.Polling);
        var finished = new BoundedRun<BatchUnit, FinishedUnit>(sender.FinishAsync, mostBatches, inOrder: false)
            .RunAsync(token => units.CutAsync(items(token), token), cancellationToken);
        await foreach (var unit in finished.ConfigureAwait(false))
        {
            foreach (var result in unit.Results)
            {
                yield return result;
            }

            foreach (var batch in unit.Batches)
            {
                await foreach (var result in reader.ReadAsync(batch, cancellationToken).ConfigureAwait(false))
                {
                    yield return result;
                }
            }
        }
    }
}
