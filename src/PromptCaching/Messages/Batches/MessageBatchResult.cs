using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Batches;

/// <summary>One line of a batch's results. Lines come in any order.</summary>
/// <param name="CustomId">The name that the request was given.</param>
/// <param name="Result">What became of it.</param>
[JsonConverter(typeof(WireConverter<MessageBatchResult>))]
public sealed record MessageBatchResult(string CustomId, BatchOutcome Result) : WireObject, IWireType<MessageBatchResult>
{
    /// <summary>Reads a line.</summary>
    /// <param name="utf8Json">The line.</param>
    /// <returns>The result; what this version does not know is kept.</returns>
    /// <exception cref="JsonException">The text is not one JSON object with a <c>custom_id</c> and a <c>result</c>.</exception>
    public static MessageBatchResult Parse(ReadOnlySpan<byte> utf8Json) => WireJson.Parse<MessageBatchResult>(utf8Json);

    static MessageBatchResult IWireType<MessageBatchResult>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return fields.TakeString("custom_id"u8) is { } id && fields.TakeObject<BatchOutcome>("result"u8) is { } result
            ? new MessageBatchResult(id, result) { ExtraFields = fields.Rest() }
            : throw new JsonException("A result of a batch has a custom_id and a result.");
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("custom_id"u8, CustomId);
        fields.Object("result"u8, Result);
    }
}
