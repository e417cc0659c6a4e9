using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Answers;

/// <summary>The outcome of a fallback credit.</summary>
[JsonConverter(typeof(WireConverter<FallbackCreditStatus>))]
public sealed record FallbackCreditStatus : WireObject, IWireType<FallbackCreditStatus>
{
    /// <summary>Gets it: <c>redeemed</c> or <c>not_applied</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets why it was not applied.</summary>
    /// <value><see langword="null"/> when it was.</value>
    public string? Reason { get; init; }

    static FallbackCreditStatus IWireType<FallbackCreditStatus>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new FallbackCreditStatus
        {
            Type = fields.TakeString("type"u8),
            Reason = fields.TakeString("reason"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("reason"u8, Reason);
    }
}
