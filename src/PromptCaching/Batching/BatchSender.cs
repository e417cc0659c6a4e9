using System.Net;
using PromptCaching.Messages.Batches;

namespace PromptCaching.Batching;

/// <summary>Sends the items of a unit and waits until they have results.</summary>
internal sealed class BatchSender(IMessageBatches batches, IRequestDefaults? defaults, Checkpoint? checkpoint, GenerateManyBatches settings)
{
    public async Task<FinishedUnit> FinishAsync(BatchUnit unit, CancellationToken cancellationToken) => unit switch
    {
        RestoredUnit { Item: var item } => await RestoreAsync(item, cancellationToken).ConfigureAwait(false),
        FoundUnit { Batch: var id, Items: var items } => await WaitAsync(SentBatch.Of(id, items), cancellationToken).ConfigureAwait(false),
        NewUnit { Items: var items } => await SendAsync(BatchPlan.Of(items, settings.PrimesCache), cancellationToken).ConfigureAwait(false),
        _ => throw new InvalidOperationException($"{unit.GetType()} is no unit."),
    };

    private async Task<FinishedUnit> RestoreAsync(NumberedItem item, CancellationToken cancellationToken) =>
        await checkpoint!.FindAsync(item, cancellationToken).ConfigureAwait(false) is { } restored
            ? new FinishedUnit([], [restored])
            : await SendAsync(BatchPlan.Of([PlannedItem.Of(item)], primesCache: false), cancellationToken).ConfigureAwait(false);

    private async Task<FinishedUnit> SendAsync(IReadOnlyList<IReadOnlyList<PlannedRequest>> plan, CancellationToken cancellationToken)
    {
        var finished = new List<FinishedUnit>();
        foreach (var requests in plan)
        {
            finished.Add(await SendAsync(requests, cancellationToken).ConfigureAwait(false));
        }

        return new FinishedUnit([.. finished.SelectMany(static unit => unit.Batches)], [.. finished.SelectMany(static unit => unit.Results)]);
    }

    private async Task<FinishedUnit> SendAsync(IReadOnlyList<PlannedRequest> requests, CancellationToken cancellationToken)
    {
        MessageBatch made;
        try
        {
            made = await CreateAsync([.. requests.Select(static request => request.Request)], cancellationToken).ConfigureAwait(false);
        }
        catch (ClaudeException failure)
        {
            return failure is ClaudeRefusedException { Reason: RefusalReason.Validation } && Refused(requests) is { Count: > 0 } refused
                ? await SendWithoutAsync(refused, requests, cancellationToken).ConfigureAwait(false)
                : new FinishedUnit([], [.. requests.Select(request => request.Item.Failed(failure))]);
        }

        var sent = SentBatch.Of(made.Id!, requests.Select(static request => request.Item));
        if (checkpoint is not null)
        {
            // From here on it is billed: whatever happens to this run, the next one must find it.
            await checkpoint.KeepBatchAsync(sent.Id, sent.Waiting.Keys, CancellationToken.None).ConfigureAwait(false);
            return await WaitAsync(sent, cancellationToken).ConfigureAwait(false);
        }

        return await WaitOrCancelAsync(sent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The client refuses a batch for one request that cannot work, and the others have not earned that.</summary>
    private async Task<FinishedUnit> SendWithoutAsync(
        Dictionary<PlannedRequest, ClaudeRefusedException> refused, IReadOnlyList<PlannedRequest> requests, CancellationToken cancellationToken)
    {
        var failed = refused.Select(static one => one.Key.Item.Failed(one.Value));
        PlannedRequest[] left = [.. requests.Where(request => !refused.ContainsKey(request))];
        var rest = left.Length == 0 ? new FinishedUnit([], []) : await SendAsync(left, cancellationToken).ConfigureAwait(false);
        return rest with { Results = [.. failed, .. rest.Results] };
    }

    private Dictionary<PlannedRequest, ClaudeRefusedException> Refused(IReadOnlyList<PlannedRequest> requests)
    {
        var refused = new Dictionary<PlannedRequest, ClaudeRefusedException>(ReferenceEqualityComparer.Instance);
        foreach (var request in requests)
        {
            if (defaults?.RefusalOf(request.Request.Params) is { } refusal)
            {
                refused.Add(request, refusal);
            }
        }

        return refused;
    }

    /// <summary>Makes a batch; while the API's queue has no room for it, it waits. Any other failure may mean that it was made.</summary>
    private async Task<MessageBatch> CreateAsync(IReadOnlyList<MessageBatchRequest> requests, CancellationToken cancellationToken)
    {
        for (var looks = 0; ; looks++)
        {
            TimeSpan? atLeast;
            try
            {
                var made = await batches.CreateAsync(requests, cancellationToken).ConfigureAwait(false);
                return made.Id is null ? throw new ClaudeException("The API made a batch and did not say its id.") : made;
            }
            catch (ClaudeException failure) when (PassingFailures.WasTurnedAway(failure))
            {
                atLeast = failure.RetryAfter;
            }

            await settings.Polling.WaitAsync(looks, atLeast, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<FinishedUnit> WaitAsync(SentBatch sent, CancellationToken cancellationToken)
    {
        try
        {
            await batches.WaitUntilEndedAsync(sent.Id, settings.Polling, cancellationToken).ConfigureAwait(false);
            return new FinishedUnit([sent], []);
        }
        catch (ClaudeException failure)
        {
            if (checkpoint is not null && failure is ClaudeApiException { StatusCode: HttpStatusCode.NotFound })
            {
                // It was deleted, or belongs to another workspace: the next run asks anew.
                await checkpoint.KeepEndAsync(sent.Id, CancellationToken.None).ConfigureAwait(false);
            }

            return new FinishedUnit([], sent.Failed(failure));
        }
    }

    private async Task<FinishedUnit> WaitOrCancelAsync(SentBatch sent, CancellationToken cancellationToken)
    {
        try
        {
            return await WaitAsync(sent, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await CancelAsync(sent.Id).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Nobody will ever read the batch of a run that was left without a checkpoint: it should not be billed to its end.</summary>
    private async Task CancelAsync(string id)
    {
        using var patience = new CancellationTokenSource(settings.Polling.LongestInterval, settings.Polling.TimeProvider);
        try
        {
            await batches.CancelAsync(id, patience.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ClaudeException or OperationCanceledException)
        {
            // It goes on at the API. Whoever leaves learns that they left, not this.
        }
    }
}
