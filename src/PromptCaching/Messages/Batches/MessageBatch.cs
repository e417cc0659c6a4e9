using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Batches;

/// <summary>A batch: many requests that the API answers within a day, for half the price.</summary>
[JsonConverter(typeof(WireConverter<MessageBatch>))]
public sealed record MessageBatch : WireObject, IWireType<MessageBatch>
{
    /// <summary>Gets the id, such as <c>msgbatch_…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the kind of object.</summary>
    /// <value><c>message_batch</c>.</value>
    public string? Type { get; init; } = "message_batch";

    /// <summary>Gets how far the batch has come.</summary>
    public BatchProcessingStatus? ProcessingStatus { get; init; }

    /// <summary>Gets how many of its requests have come how far.</summary>
    public BatchRequestCounts? RequestCounts { get; init; }

    /// <summary>Gets when it was made.</summary>
    public DateTimeOffset? CreatedAt { get => WireInstant.Read(SpelledCreatedAt); init => SpelledCreatedAt = WireInstant.Write(value); }

    /// <summary>Gets when requests that were not reached expire: a day after it was made.</summary>
    public DateTimeOffset? ExpiresAt { get => WireInstant.Read(SpelledExpiresAt); init => SpelledExpiresAt = WireInstant.Write(value); }

    /// <summary>Gets when it ended.</summary>
    /// <value><see langword="null"/> until then.</value>
    public DateTimeOffset? EndedAt { get => WireInstant.Read(SpelledEndedAt); init => SpelledEndedAt = WireInstant.Write(value); }

    /// <summary>Gets when its cancellation was asked for.</summary>
    /// <value><see langword="null"/> unless it was.</value>
    public DateTimeOffset? CancelInitiatedAt { get => WireInstant.Read(SpelledCancelInitiatedAt); init => SpelledCancelInitiatedAt = WireInstant.Write(value); }

    /// <summary>Gets when its results went out of reach: 29 days after it was made.</summary>
    /// <value><see langword="null"/> until then.</value>
    public DateTimeOffset? ArchivedAt { get => WireInstant.Read(SpelledArchivedAt); init => SpelledArchivedAt = WireInstant.Write(value); }

    /// <summary>Gets where the API keeps the results; asking for them needs only the id.</summary>
    /// <value><see langword="null"/> until the batch has ended.</value>
    public string? ResultsUrl { get; init; }

    /// <summary>Gets a value indicating whether every request has its result.</summary>
    [JsonIgnore]
    public bool HasEnded => ProcessingStatus == BatchProcessingStatus.Ended;

    internal string? SpelledCreatedAt { get; init; }

    internal string? SpelledExpiresAt { get; init; }

    internal string? SpelledEndedAt { get; init; }

    internal string? SpelledCancelInitiatedAt { get; init; }

    internal string? SpelledArchivedAt { get; init; }

    /// <summary>Reads a batch.</summary>
    /// <param name="utf8Json">The body of the response.</param>
    /// <returns>The batch; what this version does not know is kept.</returns>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static MessageBatch Parse(ReadOnlySpan<byte> utf8Json) => WireJson.Parse<MessageBatch>(utf8Json);

    static MessageBatch IWireType<MessageBatch>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new MessageBatch
        {
            Id = fields.TakeString("id"u8),
            Type = fields.TakeString("type"u8),
            ProcessingStatus = BatchProcessingStatus.From(fields.TakeString("processing_status"u8)),
            RequestCounts = fields.TakeObject<BatchRequestCounts>("request_counts"u8),
            SpelledCreatedAt = fields.TakeString("created_at"u8),
            SpelledExpiresAt = fields.TakeString("expires_at"u8),
            SpelledEndedAt = fields.TakeString("ended_at"u8),
            SpelledCancelInitiatedAt = fields.TakeString("cancel_initiated_at"u8),
            SpelledArchivedAt = fields.TakeString("archived_at"u8),
            ResultsUrl = fields.TakeString("results_url"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("id"u8, Id);
        fields.String("type"u8, Type);
        fields.String("processing_status"u8, ProcessingStatus?.Value);
        fields.Object("request_counts"u8, RequestCounts);
        fields.String("created_at"u8, SpelledCreatedAt);
        fields.String("expires_at"u8, SpelledExpiresAt);
        fields.String("ended_at"u8, SpelledEndedAt);
        fields.String("cancel_initiated_at"u8, SpelledCancelInitiatedAt);
        fields.String("archived_at"u8, SpelledArchivedAt);
        fields.String("results_url"u8, ResultsUrl);
    }
}
