using System.Text.Json;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>One page of a list of the API's.</summary>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, bool HasMore, string? LastId)
    where T : WireObject, IWireType<T>
{
    public static ListPage<T> Parse(ReadOnlySpan<byte> utf8Json)
    {
        var fields = new JsonFields(WireJson.Parse(utf8Json));
        return new ListPage<T>(
            fields.TakeList<T>("data"u8) ?? throw new JsonException("A page of a list has data."),
            fields.TakeBoolean("has_more"u8) ?? false,
            fields.TakeString("last_id"u8));
    }
}
