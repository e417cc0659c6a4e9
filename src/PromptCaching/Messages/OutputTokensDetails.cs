using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>What output tokens were spent on.</summary>
[JsonConverter(typeof(WireConverter<OutputTokensDetails>))]
public sealed record OutputTokensDetails : WireObject, IWireType<OutputTokensDetails>
{
    /// <summary>Gets the tokens of thinking.</summary>
    public long? ThinkingTokens { get; init; }

    static OutputTokensDetails IWireType<OutputTokensDetails>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new OutputTokensDetails { ThinkingTokens = fields.TakeInt64("thinking_tokens"u8), ExtraFields = fields.Rest() };
    }

    private protected override void WriteFields(FieldWriter fields) => fields.Number("thinking_tokens"u8, ThinkingTokens);
}
