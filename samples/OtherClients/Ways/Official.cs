using Anthropic;
using Anthropic.Models.Messages;

namespace OtherClients.Ways;

/// <summary>The official client on the chain, and the question as it puts it.</summary>
internal static class Official
{
    /// <summary>All that it takes. Its own retries may stay on: the chain has made all that are worth making, and says so to it.</summary>
    public static AnthropicClient On(Chain chain) => new() { ApiKey = chain.Options.Client.ApiKey, HttpClient = chain.Http };

    public static MessageCreateParams Ask(string question) => new()
    {
        Model = Asking.Model,
        MaxTokens = Asking.MaxTokens,
        Messages = [new() { Role = Role.User, Content = question }],
    };

    public static string TextOf(Message message) =>
        string.Concat(message.Content.Select(static block => block.TryPickText(out var text) ? text.Text : ""));
}
