using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>One event of a streamed answer.</summary>
/// <remarks>
/// The API may add events; one that this version does not know, or without a field it must have, is an <see cref="UnknownStreamEvent"/>.
/// </remarks>
[JsonConverter(typeof(WireConverter<MessageStreamEvent>))]
public abstract record MessageStreamEvent : WireObject, IWireType<MessageStreamEvent>
{
    private protected MessageStreamEvent()
    {
    }

    /// <summary>Gets the value of the field <c>type</c>, which is also the name of the server-sent event.</summary>
    public abstract string Type { get; }

    /// <summary>Reads an event.</summary>
    /// <param name="utf8Json">The data of a server-sent event; its <c>type</c> decides, not the event's name.</param>
    /// <returns>The event; what this version does not know is kept.</returns>
    /// <exception cref="JsonException">The data is not one JSON value.</exception>
    public static MessageStreamEvent Parse(ReadOnlySpan<byte> utf8Json) => WireJson.Parse<MessageStreamEvent>(utf8Json);

    [SuppressMessage("Design", "CA1033", Justification = "Nobody outside can derive from it.")]
    static MessageStreamEvent IWireType<MessageStreamEvent>.Read(JsonElement json)
    {
        MessageStreamEvent? known = WireJson.TypeOf(json) switch
        {
            ContentBlockDeltaEvent.TypeName => ContentBlockDeltaEvent.TryRead(json),
            ContentBlockStartEvent.TypeName => ContentBlockStartEvent.TryRead(json),
            ContentBlockStopEvent.TypeName => ContentBlockStopEvent.TryRead(json),
            MessageStartEvent.TypeName => MessageStartEvent.TryRead(json),
            MessageDeltaEvent.TypeName => MessageDeltaEvent.TryRead(json),
            MessageStopEvent.TypeName => MessageStopEvent.TryRead(json),
            PingEvent.TypeName => PingEvent.TryRead(json),
            _ => null,
        };
        return known ?? new UnknownStreamEvent(json.Clone());
    }

    private protected override void WriteFields(FieldWriter fields) => fields.String("type"u8, Type);
}
