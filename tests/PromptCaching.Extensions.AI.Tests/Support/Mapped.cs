using System.Text.Json;
using PromptCaching.Extensions.AI.Requests;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI.Tests.Support;

/// <summary>What messages and options are sent as.</summary>
internal static class Mapped
{
    public static MessageRequest Request(IEnumerable<ChatMessage> messages, ChatOptions? options = null, MessageRequest? raw = null) =>
        ChatRequest.From(messages, options, raw, model: null);

    public static string Messages(params IEnumerable<ChatMessage> messages) => Field(Request(messages), "messages");

    /// <summary>The blocks of one message.</summary>
    public static string Blocks(ChatMessage message) => WireElement.Of(Request([message])).GetProperty("messages")[0].GetProperty("content").GetRawText();

    public static string Options(ChatOptions options, MessageRequest? raw = null)
    {
        var fields = WireElement.Of(Request([], options, raw)).EnumerateObject().Where(static field => field.Name != "messages");
        return WireElement.OfFields(fields.Select(static field => KeyValuePair.Create(field.Name, (object?)field.Value))).GetRawText();
    }

    public static string Field(MessageRequest request, string name) =>
        WireElement.Of(request).TryGetProperty(name, out var field) ? field.GetRawText() : "absent";

    public static JsonElement Json(MessageRequest request) => WireElement.Of(request);
}
