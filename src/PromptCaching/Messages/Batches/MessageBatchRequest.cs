using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Batches;

/// <summary>One request of a batch.</summary>
/// <param name="CustomId">The name by which its result is found: 1 to 64 letters, digits, <c>_</c> and <c>-</c>, once in a batch.</param>
/// <param name="Params">What is asked. Streams, fast answers and requests for no tokens at all have no place in a batch.</param>
[JsonConverter(typeof(WireConverter<MessageBatchRequest>))]
public sealed record MessageBatchRequest(string CustomId, MessageRequest Params) : WireObject, IWireType<MessageBatchRequest>
{
    static MessageBatchRequest IWireType<MessageBatchRequest>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return fields.TakeString("custom_id"u8) is { } id && fields.TakeObject<MessageRequest>("params"u8) is { } request
            ? new MessageBatchRequest(id, request) { ExtraFields = fields.Rest() }
            : throw new JsonException("A request of a batch has a custom_id and params.");
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("custom_id"u8, CustomId);
        fields.Object("params"u8, Params);
    }
}
