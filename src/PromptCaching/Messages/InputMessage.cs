using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>One turn of the conversation that a request sends.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Content">What is said.</param>
[JsonConverter(typeof(WireConverter<InputMessage>))]
public sealed record InputMessage(Role Role, MessageContent Content) : WireObject, IWireType<InputMessage>
{
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
        return new InputMessage(role, fields.TakeContent("content"u8) ?? MessageContent.Unset) { ExtraFields = fields.Rest() };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("role"u8, Role.Value);
        fields.Content("content"u8, ReferenceEquals(Content, MessageContent.Unset) ? null : Content);
    }
}
