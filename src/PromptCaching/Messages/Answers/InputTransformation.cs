using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Answers;

/// <summary>A change that the API made to what was sent, such as a thinking block that it left out.</summary>
[JsonConverter(typeof(WireConverter<InputTransformation>))]
public sealed record InputTransformation : WireObject, IWireType<InputTransformation>
{
    /// <summary>Gets what happened: <c>thinking_dropped</c> or <c>thinking_mismatch_allowed</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets where, as a path into the request.</summary>
    public string? Path { get; init; }

    /// <summary>Gets why, such as <c>prefix_binding_mismatch</c>.</summary>
    public string? Reason { get; init; }

    static InputTransformation IWireType<InputTransformation>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new InputTransformation
        {
            Type = fields.TakeString("type"u8),
            Path = fields.TakeString("path"u8),
            Reason = fields.TakeString("reason"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("path"u8, Path);
        fields.String("reason"u8, Reason);
    }
}
