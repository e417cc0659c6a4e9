using System.Text.Json;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Json;

namespace PromptCaching.Tools;

/// <summary>An answer as the turn that gives it back: exactly as it came, but for an input that the API would refuse.</summary>
/// <remarks>Input that was streamed unchecked may be no JSON; the API takes an object only, so its text goes into one.</remarks>
internal static class Returnable
{
    public static InputMessage Of(Message answer) => answer.Content.Any(IsBroken)
        ? (answer with { Content = [.. answer.Content.Select(Whole)] }).ToInputMessage()
        : answer.ToInputMessage();

    public static bool IsBroken(ContentBlock block) => block is ToolUseBlock { Input.ValueKind: not JsonValueKind.Object };

    private static ContentBlock Whole(ContentBlock block) =>
        block is ToolUseBlock call && IsBroken(call) ? call with { Input = Wrapped(call.Input) } : block;

    private static JsonElement Wrapped(JsonElement input) => JsonElement.Parse(WireJson.ToUtf8Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("INVALID_JSON"u8);
        WireJson.WriteElement(writer, input);
        writer.WriteEndObject();
    }));
}
