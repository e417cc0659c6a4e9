namespace PromptCaching.Batching;

/// <summary>Answers each item by a call of its own. That one cold prefix is not asked for by all at once is up to the chain.</summary>
internal sealed class DirectRun(IClaudeClient client, Checkpoint? checkpoint)
{
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

    private async Task<GenerateManyResult> AskAsync(NumberedItem item, CancellationToken cancellationToken)
    {
        try
        {
            var message = await client.CreateMessageAsync(item.Item.Request, item.Item.Call, cancellationToken).ConfigureAwait(false);
            return item.Answered(message, message.GetCallReport()?.Cost);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested || failure is not OperationCanceledException)
        {
            return item.Failed(failure);
        }
    }
}
