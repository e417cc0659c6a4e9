using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>What an event adds to a block.</summary>
/// <remarks>One of a type that this version does not know, or without a field it must have, is an <see cref="UnknownDelta"/>.</remarks>
[JsonConverter(typeof(WireConverter<ContentDelta>))]
public abstract record ContentDelta : WireObject, IWireType<ContentDelta>
{
    private protected ContentDelta()
    {
    }

    /// <summary>Gets the value of the field <c>type</c>, such as <c>text_delta</c>.</summary>
    public abstract string Type { get; }

    [SuppressMessage("Design", "CA1033", Justification = "Nobody outside can derive from it.")]
    static ContentDelta IWireType<ContentDelta>.Read(JsonElement json)
    {
        ContentDelta? known = WireJson.TypeOf(json) switch
        {
            TextDelta.TypeName => TextDelta.TryRead(json),
            InputJsonDelta.TypeName => InputJsonDelta.TryRead(json),
            ThinkingDelta.TypeName => ThinkingDelta.TryRead(json),
            SignatureDelta.TypeName => SignatureDelta.TryRead(json),
            CompactionDelta.TypeName => CompactionDelta.TryRead(json),
            CitationsDelta.TypeName => CitationsDelta.TryRead(json),
            _ => null,
        };
        return known ?? new UnknownDelta(json.Clone());
    }

    private protected override void WriteFields(FieldWriter fields) => fields.String("type"u8, Type);
}
