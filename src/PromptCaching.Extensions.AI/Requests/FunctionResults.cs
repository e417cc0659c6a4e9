using System.Text.Json;
using Microsoft.Extensions.AI;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>What a function returned: text where it is text, blocks where it is contents, JSON otherwise.</summary>
internal static class FunctionResults
{
    public static ToolResultBlock Of(FunctionResultContent result) => new(result.CallId)
    {
        Content = Of(result.Result) ?? (result.Exception is { } failure ? MessageContent.FromText(failure.Message) : null),
        IsError = result.Exception is null ? null : true,
    };

    public static MessageContent? Joined(IEnumerable<AIContent> contents) => MessageContent.FromBlocks([.. contents.SelectMany(ContentBlocks.Of)]);

    private static MessageContent? Of(object? result) => result switch
    {
        null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        MessageContent content => content,
        ContentBlock block => block,
        AIContent content => Joined([content]),
        IEnumerable<AIContent> contents => Joined(contents),
        _ => WireElement.OfAnything(result).GetRawText(),
    };
}
