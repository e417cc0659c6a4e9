using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Batches;

/// <summary>How many requests of a batch have come how far. All but the first stay 0 until the whole batch has ended.</summary>
[JsonConverter(typeof(WireConverter<BatchRequestCounts>))]
public sealed record BatchRequestCounts : WireObject, IWireType<BatchRequestCounts>
{
    /// <summary>Gets the requests that have no result yet.</summary>
    public long? Processing { get; init; }

    /// <summary>Gets the requests that were answered; only these are billed.</summary>
    public long? Succeeded { get; init; }

    /// <summary>Gets the requests that the API refused or failed to answer.</summary>
    public long? Errored { get; init; }

    /// <summary>Gets the requests that a cancellation came before.</summary>
    public long? Canceled { get; init; }

    /// <summary>Gets the requests that were not reached within the batch's day.</summary>
    public long? Expired { get; init; }

    static BatchRequestCounts IWireType<BatchRequestCounts>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new BatchRequestCounts
        {
            Processing = fields.TakeInt64("processing"u8),
            Succeeded = fields.TakeInt64("succeeded"u8),
            Errored = fields.TakeInt64("errored"u8),
            Canceled = fields.TakeInt64("canceled"u8),
            Expired = fields.TakeInt64("expired"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.Number("processing"u8, Processing);
        fields.Number("succeeded"u8, Succeeded);
        fields.Number("errored"u8, Errored);
        fields.Number("canceled"u8, Canceled);
        fields.Number("expired"u8, Expired);
    }
}
