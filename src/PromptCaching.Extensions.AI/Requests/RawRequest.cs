using Microsoft.Extensions.AI;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>The request that the caller begins with, for all that the options of the abstractions have no name for.</summary>
internal static class RawRequest
{
    public static MessageRequest? Of(IChatClient client, ChatOptions? options) => options?.RawRepresentationFactory?.Invoke(client) switch
    {
        null => null,
        MessageRequest request => request,
        var other => throw new NotSupportedException(
            $"The raw representation of the options is a {other.GetType()}: let the factory make a {typeof(MessageRequest)}, or null for this client."),
    };
}
