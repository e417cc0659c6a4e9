using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tools;

/// <summary>What a tool returned, as the content of its result.</summary>
internal static class ToolContent
{
    /// <summary>Text as it is; the API takes no empty text, a result without content says the same.</summary>
    public static MessageContent? OfText(string? text) => string.IsNullOrEmpty(text) ? null : MessageContent.FromText(text);

    public static MessageContent? Of(object? value, JsonTypeInfo type) => value switch
    {
        null => null,
        string text => OfText(text),
        MessageContent content => content,
        ContentBlock block => MessageContent.FromBlocks([block]),
        _ => MessageContent.FromText(JsonSerializer.Serialize(value, type)),
    };
}
