using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Answers;

/// <summary>The first thing that differed from the earlier request.</summary>
[JsonConverter(typeof(WireConverter<CacheMissReason>))]
public sealed record CacheMissReason : WireObject, IWireType<CacheMissReason>
{
    /// <summary>
    /// Gets what: <c>model_changed</c>, <c>system_changed</c>, <c>tools_changed</c>, <c>messages_changed</c>, <c>previous_message_not_found</c> or
    /// <c>unavailable</c>.
    /// </summary>
    public string? Type { get; init; }

    /// <summary>Gets an estimate of the tokens that were missed, from lengths in bytes; no figure of the bill.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public long? CacheMissedInputTokens { get; init; }

    static CacheMissReason IWireType<CacheMissReason>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new CacheMissReason
        {
            Type = fields.TakeString("type"u8),
            CacheMissedInputTokens = fields.TakeInt64("cache_missed_input_tokens"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.Number("cache_missed_input_tokens"u8, CacheMissedInputTokens);
    }
}
