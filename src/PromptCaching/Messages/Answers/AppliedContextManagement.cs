using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Answers;

/// <summary>What the API took out of the conversation.</summary>
[JsonConverter(typeof(WireConverter<AppliedContextManagement>))]
public sealed record AppliedContextManagement : WireObject, IWireType<AppliedContextManagement>
{
    /// <summary>Gets the edits that happened.</summary>
    public IReadOnlyList<AppliedEdit>? AppliedEdits { get; init; }

    static AppliedContextManagement IWireType<AppliedContextManagement>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new AppliedContextManagement
        {
            AppliedEdits = fields.TakeList<AppliedEdit>("applied_edits"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.List("applied_edits"u8, AppliedEdits);
    }
}
