using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Answers;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>The model's answer.</summary>
[JsonConverter(typeof(WireConverter<Message>))]
public sealed record Message : WireObject, IWireType<Message>
{
    /// <summary>Gets the id, such as <c>msg_…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the kind of object.</summary>
    /// <value><c>message</c>.</value>
    public string? Type { get; init; } = "message";

    /// <summary>Gets who speaks.</summary>
    /// <value><see cref="Role.Assistant"/>.</value>
    public Role Role { get; init; } = Role.Assistant;

    /// <summary>Gets the model that answered.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the blocks of the answer; empty for a request that only warms the cache, and at the start of a stream.</summary>
    public IReadOnlyList<ContentBlock> Content { get; init; } = [];

    /// <summary>Gets why the model stopped.</summary>
    /// <value><see langword="null"/> at the start of a stream.</value>
    public StopReason? StopReason { get; init; }

    /// <summary>Gets the stop sequence at which the model stopped.</summary>
    /// <value><see langword="null"/> when it stopped for another reason.</value>
    public string? StopSequence { get; init; }

    /// <summary>Gets what the answer used.</summary>
    /// <value><see cref="Usage.Unknown"/> when the API did not say.</value>
    public Usage Usage { get; init; } = Usage.Unknown;

    /// <summary>Gets why the model refused.</summary>
    /// <value><see langword="null"/> when it did not.</value>
    public StopDetails? StopDetails { get; init; }

    /// <summary>Gets the container in which code was run.</summary>
    /// <value><see langword="null"/> when none was.</value>
    public AnswerContainer? Container { get; init; }

    /// <summary>Gets what the API says about the prompt cache, where <see cref="MessageRequest.Diagnostics"/> asked for it.</summary>
    /// <value><see langword="null"/> when it was not asked, and when nothing differed.</value>
    public AnswerDiagnostics? Diagnostics { get; init; }

    /// <summary>Gets what the API took out of the conversation.</summary>
    /// <value><see langword="null"/> when that was not asked for.</value>
    public AppliedContextManagement? ContextManagement { get; init; }

    /// <summary>Gets the changes that the API made to what was sent.</summary>
    /// <value><see langword="null"/> when it told none.</value>
    public IReadOnlyList<InputTransformation>? InputTransformations { get; init; }

    /// <summary>Gets the text of all text blocks, put together without anything between them.</summary>
    [JsonIgnore]
    public string Text => string.Concat(Content.OfType<TextBlock>().Select(block => block.Text));

    /// <summary>Gets what the client hangs on the answer; never written.</summary>
    internal object? Attachment { get; init; }

    /// <summary>Reads an answer.</summary>
    /// <param name="utf8Json">The body of the response.</param>
    /// <returns>The answer; what this version does not know is kept.</returns>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static Message Parse(ReadOnlySpan<byte> utf8Json) => WireJson.Parse<Message>(utf8Json);

    /// <summary>Makes the turn that gives this answer back to the API, exactly as it came.</summary>
    /// <remarks>
    /// Only where a model refused and another went on (<see cref="FallbackBlock"/>) it leaves out what the API does not take back: the thinking and the
    /// calls of the refused attempt.
    /// </remarks>
    /// <returns>The turn, to be added to the next request's messages.</returns>
    public InputMessage ToInputMessage() => new(Role, MessageContent.FromBlocks([.. RefusedAttempts.Without(Content)]));

    static Message IWireType<Message>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new Message
        {
            Id = fields.TakeString("id"u8),
            Type = fields.TakeString("type"u8),
            Role = Role.From(fields.TakeString("role"u8)) ?? default,
            Model = fields.TakeString("model"u8),
            Content = fields.TakeList<ContentBlock>("content"u8) ?? Unset<ContentBlock>.List,
            StopReason = Messages.StopReason.From(fields.TakeString("stop_reason"u8)),
            StopSequence = fields.TakeString("stop_sequence"u8),
            Usage = fields.TakeObject<Usage>("usage"u8) ?? Usage.Unknown,
            StopDetails = fields.TakeObject<StopDetails>("stop_details"u8),
            Container = fields.TakeObject<AnswerContainer>("container"u8),
            Diagnostics = fields.TakeObject<AnswerDiagnostics>("diagnostics"u8),
            ContextManagement = fields.TakeObject<AppliedContextManagement>("context_management"u8),
            InputTransformations = fields.TakeList<InputTransformation>("input_transformations"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("id"u8, Id);
        fields.String("type"u8, Type);
        fields.String("role"u8, Role.Value);
        fields.String("model"u8, Model);
        fields.List("content"u8, Unset<ContentBlock>.AsNull(Content));
        fields.String("stop_reason"u8, StopReason?.Value);
        fields.String("stop_sequence"u8, StopSequence);
        fields.Object("usage"u8, ReferenceEquals(Usage, Usage.Unknown) ? null : Usage);
        fields.Object("stop_details"u8, StopDetails);
        fields.Object("container"u8, Container);
        fields.Object("diagnostics"u8, Diagnostics);
        fields.Object("context_management"u8, ContextManagement);
        fields.List("input_transformations"u8, InputTransformations);
    }
}
