using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>Thinking that the API shows to nobody. It goes back exactly as it came, or not at all.</summary>
/// <param name="Data">The encrypted thinking.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record RedactedThinkingBlock(string Data) : ContentBlock
{
    internal const string TypeName = "redacted_thinking";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static RedactedThinkingBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("data"u8) is { } data ? new RedactedThinkingBlock(data) { ExtraFields = fields.Rest() } : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.String("data"u8, Data);
    }
}
