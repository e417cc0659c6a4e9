using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Json;
using PromptCaching.Messages.Settings;

namespace PromptCaching.Messages;

/// <summary>One turn of the conversation that a request sends.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Content">What is said.</param>
[JsonConverter(typeof(WireConverter<InputMessage>))]
public sealed record InputMessage(Role Role, MessageContent Content) : WireObject, IWireType<InputMessage>
{
    /// <summary>Gets when a turn of the role <c>system</c> ends (beta <c>mid-conversation-system-clear-at-2026-08-21</c>).</summary>
    /// <value><c>next_user_message</c> or <c>never</c>; <see langword="null"/> leaves it to the API: never.</value>
    public string? ClearAt { get; init; }

    /// <summary>Gets the effort from a turn of the role <c>system</c> on (beta <c>mid-conversation-output-config-2026-07-01</c>).</summary>
    /// <value><see langword="null"/> for no change.</value>
    public OutputConfiguration? OutputConfig { get; init; }

    /// <summary>Makes a turn of the caller.</summary>
    /// <param name="content">What is said.</param>
    /// <returns>The turn.</returns>
    public static InputMessage User(MessageContent content) => new(Role.User, content);

    /// <summary>Makes a turn of the model.</summary>
    /// <param name="content">What is said.</param>
    /// <returns>The turn.</returns>
    public static InputMessage Assistant(MessageContent content) => new(Role.Assistant, content);

    /// <summary>Makes an instruction in mid-conversation; only some models take it.</summary>
    /// <param name="content">What is said.</param>
    /// <returns>The turn.</returns>
    public static InputMessage System(MessageContent content) => new(Role.System, content);

    static InputMessage IWireType<InputMessage>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        var role = Role.From(fields.TakeString("role"u8)) ?? default;
        return new InputMessage(role, fields.TakeContent("content"u8) ?? MessageContent.Unset)
        {
            ClearAt = fields.TakeString("clear_at"u8),
            OutputConfig = fields.TakeObject<OutputConfiguration>("output_config"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("role"u8, Role.Value);
        fields.Content("content"u8, ReferenceEquals(Content, MessageContent.Unset) ? null : Content);
        fields.String("clear_at"u8, ClearAt);
        fields.Object("output_config"u8, OutputConfig);
    }
}
