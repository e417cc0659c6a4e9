using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Answers;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>How an answer ended.</summary>
[JsonConverter(typeof(WireConverter<MessageDelta>))]
public sealed record MessageDelta : WireObject, IWireType<MessageDelta>
{
    /// <summary>Gets why the model stopped.</summary>
    public StopReason? StopReason { get; init; }

    /// <summary>Gets the stop sequence at which the model stopped.</summary>
    /// <value><see langword="null"/> when it stopped for another reason.</value>
    public string? StopSequence { get; init; }

    /// <summary>Gets why the model refused.</summary>
    /// <value><see langword="null"/> when it did not.</value>
    public StopDetails? StopDetails { get; init; }

    /// <summary>Gets the container in which code was run.</summary>
    /// <value><see langword="null"/> when none was.</value>
    public AnswerContainer? Container { get; init; }

    static MessageDelta IWireType<MessageDelta>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new MessageDelta
        {
            StopReason = Messages.StopReason.From(fields.TakeString("stop_reason"u8)),
            StopSequence = fields.TakeString("stop_sequence"u8),
            StopDetails = fields.TakeObject<StopDetails>("stop_details"u8),
            Container = fields.TakeObject<AnswerContainer>("container"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("stop_reason"u8, StopReason?.Value);
        fields.String("stop_sequence"u8, StopSequence);
        fields.Object("stop_details"u8, StopDetails);
        fields.Object("container"u8, Container);
    }
}
