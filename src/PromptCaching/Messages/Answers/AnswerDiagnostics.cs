using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Answers;

/// <summary>What the API says about the prompt cache.</summary>
[JsonConverter(typeof(WireConverter<AnswerDiagnostics>))]
public sealed record AnswerDiagnostics : WireObject, IWireType<AnswerDiagnostics>
{
    /// <summary>Gets the first thing that differed from the earlier request.</summary>
    /// <value><see langword="null"/> when the comparison was not finished.</value>
    public CacheMissReason? CacheMissReason { get; init; }

    static AnswerDiagnostics IWireType<AnswerDiagnostics>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new AnswerDiagnostics
        {
            CacheMissReason = fields.TakeObject<CacheMissReason>("cache_miss_reason"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.Object("cache_miss_reason"u8, CacheMissReason);
    }
}
