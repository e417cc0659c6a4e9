using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>What happens to thinking blocks that were made with another prefix (beta <c>thinking-binding-controls-2026-08-01</c>).</summary>
[JsonConverter(typeof(WireConverter<ThinkingBlockBinding>))]
public sealed record ThinkingBlockBinding : WireObject, IWireType<ThinkingBlockBinding>
{
    /// <summary>Gets what to do: <c>error</c> or <c>drop_block</c>.</summary>
    /// <value><see langword="null"/> leaves it to the API: an error, in batches the block is dropped.</value>
    public string? PrefixMismatchBehavior { get; init; }

    static ThinkingBlockBinding IWireType<ThinkingBlockBinding>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new ThinkingBlockBinding
        {
            PrefixMismatchBehavior = fields.TakeString("prefix_mismatch_behavior"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("prefix_mismatch_behavior"u8, PrefixMismatchBehavior);
    }
}
