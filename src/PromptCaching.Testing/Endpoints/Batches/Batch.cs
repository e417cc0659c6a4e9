using System.Text.Json;

namespace PromptCaching.Testing.Endpoints.Batches;

/// <summary>A batch: its requests until it has ended, their results afterwards. Its state follows from the instants at which it is looked at.</summary>
internal sealed class Batch(string id, string scope, IReadOnlyList<BatchItem> items, BatchSchedule schedule)
{
    private readonly Lock _gate = new();
    private IReadOnlyList<BatchItem> _waiting = items;
    private DateTimeOffset? _canceledAt;
    private DateTimeOffset? _endedAt;

    public string Id { get; } = id;

    public string Scope { get; } = scope;

    public bool HasEnded => _endedAt is not null;

    public IReadOnlyList<BatchResult> Results { get; private set; } = [];

    public bool IsArchivedAt(DateTimeOffset instant) => instant >= schedule.ArchivedAt;

    /// <summary>How many of its requests are still to be answered at an instant.</summary>
    public int WaitingAt(DateTimeOffset instant)
    {
        lock (_gate)
        {
            return _endedAt is not null || _canceledAt is not null || instant >= schedule.EndsAt ? 0 : schedule.Items - schedule.DoneAt(instant);
        }
    }

    /// <summary>Ends the batch if its time has come: only then are its requests answered, each as of its own instant.</summary>
    public void Look(DateTimeOffset now, Func<BatchItem, DateTimeOffset, BatchResult> answer)
    {
        lock (_gate)
        {
            if (_endedAt is not null || (_canceledAt is null && now < schedule.EndsAt))
            {
                return;
            }

            // A batch that takes no time is done when somebody looks, so that a cancellation can come before.
            var end = _canceledAt ?? schedule.EndsAt;
            var done = _canceledAt is not null && schedule.Duration == TimeSpan.Zero ? 0 : schedule.DoneAt(end);
            var leftOver = _canceledAt is null ? "expired" : "canceled";
            Results = [.. _waiting.Select((item, index) => index < done ? answer(item, schedule.StartOf(index)) : new BatchResult(item.CustomId, leftOver))];
            _waiting = [];
            _endedAt = end;
        }
    }

    public void Cancel(DateTimeOffset now)
    {
        lock (_gate)
        {
            _canceledAt ??= _endedAt is null ? now : null;
        }
    }

    public void Write(Utf8JsonWriter writer, DateTimeOffset now, string resultsUrl)
    {
        lock (_gate)
        {
            writer.WriteStartObject();
            writer.WriteString("id", Id);
            writer.WriteString("type", "message_batch");
            writer.WriteString("processing_status", _endedAt is not null ? "ended" : _canceledAt is not null ? "canceling" : "in_progress");
            writer.WriteStartObject("request_counts");
            writer.WriteNumber("processing", _waiting.Count);
            foreach (var type in (string[])["succeeded", "errored", "canceled", "expired"])
            {
                writer.WriteNumber(type, Results.Count(result => result.Type == type));
            }

            writer.WriteEndObject();
            Instant(writer, "created_at", schedule.CreatedAt);
            Instant(writer, "expires_at", schedule.ExpiresAt);
            Instant(writer, "ended_at", _endedAt);
            Instant(writer, "cancel_initiated_at", _canceledAt);
            Instant(writer, "archived_at", IsArchivedAt(now) ? schedule.ArchivedAt : null);
            writer.WriteString("results_url", _endedAt is null || IsArchivedAt(now) ? null : resultsUrl);
            writer.WriteEndObject();
        }
    }

    private static void Instant(Utf8JsonWriter writer, string name, DateTimeOffset? instant)
    {
        if (instant is { } at)
        {
            writer.WriteString(name, at.UtcDateTime);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
