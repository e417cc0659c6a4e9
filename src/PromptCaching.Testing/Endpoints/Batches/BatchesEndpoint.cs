using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints.Batches;

/// <summary>The Message Batches API. Every batch belongs to the workspace that made it.</summary>
internal sealed class BatchesEndpoint(ClaudeEmulatorOptions options, Func<IncomingCall, Reply> answer, Action<IncomingCall, Reply> record)
{
    private readonly BatchStore _store = new();

    public Reply Create(IncomingCall call)
    {
        if (BatchRules.Check(call) is { } error)
        {
            return Reply.Error(error, EmulatorIds.Request(call.Number));
        }

        var items = BatchItems.Of(call);
        var batch = new Batch(
            EmulatorIds.Batch(call.Number), Credential.ScopeOf(call), items, new BatchSchedule(call.StartedAt, options.BatchDuration, items.Count));
        return _store.TryAdd(batch, items.Count, options.RateLimits?.BatchQueue ?? int.MaxValue, call.StartedAt)
            ? Describe(batch, call)
            : Reply.Error(BatchRules.QueueFull, EmulatorIds.Request(call.Number));
    }

    public Reply Get(IncomingCall call, string id) => With(call, id, batch => Describe(batch, call));

    public Reply List(IncomingCall call)
    {
        var requestId = EmulatorIds.Request(call.Number);
        if (ListPage.Of(call.Head.Query, out var error) is not { } page)
        {
            return Reply.Error(error!, requestId);
        }

        var batches = _store.Of(Credential.ScopeOf(call));
        foreach (var batch in batches)
        {
            batch.Look(call.StartedAt, Answer);
        }

        return page.Of(batches, static batch => batch.Id, (writer, batch) => batch.Write(writer, call.StartedAt, ResultsUrl(batch, call)), requestId);
    }

    public Reply Cancel(IncomingCall call, string id) => With(call, id, isLook: options.BatchDuration > TimeSpan.Zero, use: batch =>
    {
        batch.Cancel(call.StartedAt);
        return Describe(batch, call);
    });

    public Reply Delete(IncomingCall call, string id) => With(call, id, batch =>
    {
        if (!batch.HasEnded)
        {
            return Reply.Error(
                ApiError.Invalid($"Batch {id} is still processing; cancel it, or wait until it has ended"), EmulatorIds.Request(call.Number));
        }

        _store.Remove(batch);
        return Reply.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteString("type", "message_batch_deleted");
            writer.WriteEndObject();
        });
    });

    public Reply Results(IncomingCall call, string id) => With(call, id, batch => batch switch
    {
        { HasEnded: false } => NotFound(call, $"Batch {id} has no results yet"),
        _ when batch.IsArchivedAt(call.StartedAt) => NotFound(call, $"The results of batch {id} are no longer available"),
        _ => BatchResults.Of(batch, options.Seed),
    });

    public void Reset() => _store.Clear();

    private static Reply NotFound(IncomingCall call, string message) =>
        Reply.Error(new ApiError(404, "not_found_error", message), EmulatorIds.Request(call.Number));

    private static Reply Describe(Batch batch, IncomingCall call) => Reply.Ok(writer => batch.Write(writer, call.StartedAt, ResultsUrl(batch, call)));

    private static string ResultsUrl(Batch batch, IncomingCall call) => $"{call.Head.Origin}/v1/messages/batches/{batch.Id}/results";

    private Reply With(IncomingCall call, string id, Func<Batch, Reply> use, bool isLook = true)
    {
        if (_store.Find(id, Credential.ScopeOf(call)) is not { } batch)
        {
            return NotFound(call, $"No batch {id}");
        }

        if (isLook)
        {
            batch.Look(call.StartedAt, Answer);
        }

        return use(batch);
    }

    private BatchResult Answer(BatchItem item, DateTimeOffset at)
    {
        var call = new IncomingCall(item.Head, new Arrival(item.Number, at), item.Parameters) { CustomId = item.CustomId };
        var reply = BatchRules.CheckInside(call.Json!.Value) is { } error ? Reply.Error(error, EmulatorIds.Request(item.Number)) : answer(call);
        if (reply.ErrorType is null && reply.Status != 200)
        {
            // What stands between a client and the API, or breaks between them, is not in the way of a batch.
            reply = Reply.Error(new ApiError(500, "api_error", "Internal server error"), EmulatorIds.Request(item.Number));
        }

        reply.Begun();
        record(call, reply);
        return new BatchResult(item.CustomId, reply.ErrorType is null ? "succeeded" : "errored", reply.Frames[0]);
    }
}
