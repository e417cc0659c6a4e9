using Microsoft.Extensions.AI;

namespace PromptCaching.Extensions.AI;

/// <summary>Gives our client out as an <see cref="IChatClient"/>.</summary>
public static class ClaudeChatClientExtensions
{
    internal const string ProviderName = "anthropic";

    /// <summary>Gives the client out as an <see cref="IChatClient"/>; its <c>GetService</c> finds the <see cref="IClaudeClient"/> again.</summary>
    /// <param name="client">The client. It stays its owner's: disposing the chat client does nothing to it.</param>
    /// <param name="model">The model of calls whose options name none; <see langword="null"/> leaves it to the client's options.</param>
    /// <param name="timeProvider">Dates the answers; <see langword="null"/> for the system's clock.</param>
    /// <returns>The chat client. What it cannot map it refuses with a <see cref="NotSupportedException"/> that says what to do instead.</returns>
    /// <exception cref="ArgumentException">The model is empty.</exception>
    public static IChatClient AsChatClient(this IClaudeClient client, string? model = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (model is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(model);
        }

        return new ClaudeChatClient(client, model, new ChatClientMetadata(ProviderName, defaultModelId: model), timeProvider ?? TimeProvider.System);
    }
}
