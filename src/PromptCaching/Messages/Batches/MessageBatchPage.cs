using System.Text.Json;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Batches;

/// <summary>One page of the list of batches.</summary>
internal sealed record MessageBatchPage(IReadOnlyList<MessageBatch> Batches, bool HasMore, string? LastId)
{
    public static MessageBatchPage Parse(ReadOnlySpan<byte> utf8Json)
    {
        var fields = new JsonFields(WireJson.Parse(utf8Json));
        return new MessageBatchPage(
            fields.TakeList<MessageBatch>("data"u8) ?? throw new JsonException("A list of batches has data."),
            fields.TakeBoolean("has_more"u8) ?? false,
            fields.TakeString("last_id"u8));
    }
}
