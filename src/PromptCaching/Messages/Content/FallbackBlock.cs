using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>Marks where one model refused and another went on.</summary>
/// <param name="From">The model that refused.</param>
/// <param name="To">The model that went on.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record FallbackBlock(FallbackModelName From, FallbackModelName To) : ContentBlock
{
    internal const string TypeName = "fallback";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets what made it happen.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public JsonElement? Trigger { get; init; }

    internal static FallbackBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeObject<FallbackModelName>("from"u8) is { } from
            && fields.TakeObject<FallbackModelName>("to"u8) is { } to
            ? new FallbackBlock(from, to)
            {
                Trigger = fields.TakeElement("trigger"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.Object("from"u8, From);
        fields.Object("to"u8, To);
        fields.Element("trigger"u8, Trigger);
    }
}
