using System.Text.Json;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Models;

/// <summary>One page of the list of models.</summary>
internal sealed record ModelPage(IReadOnlyList<ModelDescription> Models, bool HasMore, string? LastId)
{
    public static ModelPage Parse(ReadOnlySpan<byte> utf8Json)
    {
        var fields = new JsonFields(WireJson.Parse(utf8Json));
        return new ModelPage(
            fields.TakeList<ModelDescription>("data"u8) ?? throw new JsonException("A list of models has data."),
            fields.TakeBoolean("has_more"u8) ?? false,
            fields.TakeString("last_id"u8));
    }
}
