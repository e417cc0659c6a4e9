using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Answers;

/// <summary>Whether writes to the prompt cache were billed as reads after a refusal.</summary>
[JsonConverter(typeof(WireConverter<FallbackCredit>))]
public sealed record FallbackCredit : WireObject, IWireType<FallbackCredit>
{
    /// <summary>Gets the outcome.</summary>
    public FallbackCreditStatus? Status { get; init; }

    static FallbackCredit IWireType<FallbackCredit>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new FallbackCredit
        {
            Status = fields.TakeObject<FallbackCreditStatus>("status"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.Object("status"u8, Status);
    }
}
