using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>Which tools of a server may be used.</summary>
[JsonConverter(typeof(WireConverter<McpToolConfiguration>))]
public sealed record McpToolConfiguration : WireObject, IWireType<McpToolConfiguration>
{
    /// <summary>Gets their names.</summary>
    /// <value><see langword="null"/> for all.</value>
    public IReadOnlyList<string>? AllowedTools { get; init; }

    /// <summary>Gets whether any may be used.</summary>
    /// <value><see langword="null"/> leaves it to the API: yes.</value>
    public bool? Enabled { get; init; }

    static McpToolConfiguration IWireType<McpToolConfiguration>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new McpToolConfiguration
        {
            AllowedTools = fields.TakeStrings("allowed_tools"u8),
            Enabled = fields.TakeBoolean("enabled"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.Strings("allowed_tools"u8, AllowedTools);
        fields.Boolean("enabled"u8, Enabled);
    }
}
