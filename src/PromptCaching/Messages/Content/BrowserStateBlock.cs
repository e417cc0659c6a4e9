using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>The state of a browser, in the result of a tool of the browser toolset.</summary>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record BrowserStateBlock : CacheableBlock
{
    internal const string TypeName = "browser_state";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets the open tabs.</summary>
    /// <value><see langword="null"/> when they are not told.</value>
    public IReadOnlyList<JsonElement>? Tabs { get; init; }

    /// <summary>Gets what changed.</summary>
    /// <value><see langword="null"/> when it is not told.</value>
    public JsonElement? StateChanges { get; init; }

    internal static BrowserStateBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return new BrowserStateBlock
        {
            Tabs = fields.TakeElements("tabs"u8),
            StateChanges = fields.TakeElement("state_changes"u8),
            CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.Elements("tabs"u8, Tabs);
        fields.Element("state_changes"u8, StateChanges);
    }
}
