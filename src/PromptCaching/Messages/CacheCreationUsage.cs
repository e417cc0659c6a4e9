using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>The tokens written to the prompt cache, by life time.</summary>
[JsonConverter(typeof(WireConverter<CacheCreationUsage>))]
public sealed record CacheCreationUsage : WireObject, IWireType<CacheCreationUsage>
{
    /// <summary>Gets the tokens written for five minutes.</summary>
    public long? Ephemeral5mInputTokens { get; init; }

    /// <summary>Gets the tokens written for one hour.</summary>
    public long? Ephemeral1hInputTokens { get; init; }

    static CacheCreationUsage IWireType<CacheCreationUsage>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new CacheCreationUsage
        {
            Ephemeral5mInputTokens = fields.TakeInt64("ephemeral_5m_input_tokens"u8),
            Ephemeral1hInputTokens = fields.TakeInt64("ephemeral_1h_input_tokens"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.Number("ephemeral_5m_input_tokens"u8, Ephemeral5mInputTokens);
        fields.Number("ephemeral_1h_input_tokens"u8, Ephemeral1hInputTokens);
    }
}
