using System.Runtime.CompilerServices;

namespace PromptCaching.Batching;

/// <summary>One run over many items.</summary>
internal sealed class ManyRun(IClaudeClient client, GenerateManyOptions options, long? total)
{
    public async IAsyncEnumerable<GenerateManyResult> RunAsync(
        IAsyncEnumerable<GenerateManyItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var checkpoint = options.Checkpoint is { } path ? await Checkpoint.OpenAsync(path, cancellationToken).ConfigureAwait(false) : null;
        try
        {
            var progress = new GenerateManyProgress { Total = total };
            await foreach (var result in ResultsAsync(items, checkpoint, cancellationToken).ConfigureAwait(false))
            {
                progress = progress.With(result);
                options.Progress?.Report(progress);
                yield return result;
            }

            checkpoint?.ThrowIfBroken();
        }
        finally
        {
            if (checkpoint is not null)
            {
                await checkpoint.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private IAsyncEnumerable<GenerateManyResult> ResultsAsync(
        IAsyncEnumerable<GenerateManyItem> items, Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        var defaults = client as IRequestDefaults;
        var numbering = new Numbering(defaults, needsKeys: checkpoint is not null || options.Batches is not null);
        if (options.Batches is { } batches)
        {
            var results = new BatchRun(client.Batches, defaults, checkpoint, batches, options.MaxConcurrency)
                .RunAsync(token => numbering.NumberAsync(items, checkpoint, token), cancellationToken);
            return options.InOrder ? InTurn.OfAsync(results, cancellationToken) : results;
        }

        var run = new DirectRun(client, checkpoint, options.TimeProvider);
        return new BoundedRun<NumberedItem, GenerateManyResult>(run.AnswerAsync, options.MaxConcurrency, options.InOrder)
            .RunAsync(token => numbering.NumberAsync(items, checkpoint, token), cancellationToken);
    }
}
