using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Batches;

/// <summary>What is left of a batch that was deleted.</summary>
[JsonConverter(typeof(WireConverter<DeletedMessageBatch>))]
public sealed record DeletedMessageBatch : WireObject, IWireType<DeletedMessageBatch>
{
    /// <summary>Gets the id that the batch had.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the kind of object.</summary>
    /// <value><c>message_batch_deleted</c>.</value>
    public string? Type { get; init; } = "message_batch_deleted";

    static DeletedMessageBatch IWireType<DeletedMessageBatch>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new DeletedMessageBatch { Id = fields.TakeString("id"u8), Type = fields.TakeString("type"u8), ExtraFields = fields.Rest() };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("id"u8, Id);
        fields.String("type"u8, Type);
    }
}
