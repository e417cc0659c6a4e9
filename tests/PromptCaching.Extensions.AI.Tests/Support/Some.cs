using System.Text;
using System.Text.Json;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI.Tests.Support;

internal static class Some
{
    public static ChatMessage User(string text) => new(ChatRole.User, text);

    public static ChatMessage User(params AIContent[] contents) => new(ChatRole.User, contents);

    public static ChatMessage Assistant(params AIContent[] contents) => new(ChatRole.Assistant, contents);

    public static Message Answer(string json) => Message.Parse(Encoding.UTF8.GetBytes(json));

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
