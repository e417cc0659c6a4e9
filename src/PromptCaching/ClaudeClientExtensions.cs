using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>The plain case in one line.</summary>
public static class ClaudeClientExtensions
{
    /// <summary>Asks one question and returns the text of the answer.</summary>
    /// <param name="client">The client.</param>
    /// <param name="prompt">The question.</param>
    /// <param name="system">The system prompt; the default is none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>All text blocks of the answer, put together.</returns>
    /// <exception cref="ArgumentException">The question is empty or white space, which the API refuses.</exception>
    /// <exception cref="ClaudeException">The call failed or was refused; see <see cref="IClaudeClient.CreateMessageAsync"/>.</exception>
    public static async Task<string> GetTextAsync(
        this IClaudeClient client, string prompt, string? system = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(prompt);
        var message = await client.CreateMessageAsync(MessageRequest.From(prompt, system), null, cancellationToken).ConfigureAwait(false);
        return message.Text;
    }
}
