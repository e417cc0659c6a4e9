using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>Asks the API to say why the prompt cache missed. Send it on every turn: one without it is not remembered.</summary>
[JsonConverter(typeof(WireConverter<RequestDiagnostics>))]
public sealed record RequestDiagnostics : WireObject, IWireType<RequestDiagnostics>
{
    /// <summary>Gets the id of the answer that the comparison is made with.</summary>
    /// <value><see langword="null"/> when it was not set.</value>
    public string? PreviousMessageId { get; init; }

    /// <summary>Gets what the first turn of a conversation sends: remember this one.</summary>
    public static RequestDiagnostics FirstTurn { get; } = new()
    {
        ExtraFields = new Dictionary<string, JsonElement> { ["previous_message_id"] = default },
    };

    /// <summary>Makes what a later turn sends.</summary>
    /// <param name="messageId">The id of the answer before.</param>
    /// <returns>The field.</returns>
    public static RequestDiagnostics After(string messageId) => new() { PreviousMessageId = messageId };

    static RequestDiagnostics IWireType<RequestDiagnostics>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new RequestDiagnostics
        {
            PreviousMessageId = fields.TakeString("previous_message_id"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("previous_message_id"u8, PreviousMessageId);
    }
}
