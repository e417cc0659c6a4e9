using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>
/// How the API shortens a long conversation by itself (beta <c>context-management-2025-06-27</c>, for compaction <c>compact-2026-01-12</c>).
/// </summary>
[JsonConverter(typeof(WireConverter<ContextManagement>))]
public sealed record ContextManagement : WireObject, IWireType<ContextManagement>
{
    /// <summary>Gets the edits, in the order in which they are applied.</summary>
    public IReadOnlyList<ContextEdit>? Edits { get; init; }

    static ContextManagement IWireType<ContextManagement>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new ContextManagement
        {
            Edits = fields.TakeList<ContextEdit>("edits"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.List("edits"u8, Edits);
    }
}
