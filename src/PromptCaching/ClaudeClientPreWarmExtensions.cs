using PromptCaching.Messages;
using PromptCaching.Requests;

namespace PromptCaching;

/// <summary>Writes a prompt to the prompt cache before anybody asks.</summary>
public static class ClaudeClientPreWarmExtensions
{
    /// <summary>A stored answer would warm nothing, and the marker is where it has to be.</summary>
    private static readonly ClaudeCall Wishes = new() { ResponseCache = ResponseCacheMode.Bypass, CacheControl = CacheControlMode.AsSent };

    /// <summary>Writes what a request shares with others to the prompt cache, by a call for no tokens: the first real request then reads it.</summary>
    /// <remarks>
    /// Shared are the tools and the system prompt: their last block is marked, and the messages give way to a placeholder. Where a block of a
    /// message is marked, the messages are shared and stay, and no marker is added. Give the request the thinking and the effort of the real ones.
    /// What is written costs what a write costs; where it is in the cache already, the call reads it, which is cheap and lets it live on.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="request">A request as it will be asked; its messages may be left out. It is not changed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What was written and read; nothing of both where the prompt is shorter than its model caches.</returns>
    /// <exception cref="ArgumentException">The request has no system prompt, no tools and no marker: nothing in it is shared.</exception>
    /// <exception cref="ClaudeApiException">The API answered with an error.</exception>
    /// <exception cref="ClaudeRefusedException">The request has what such a call may not have, as thinking with a budget, or was refused otherwise.</exception>
    /// <exception cref="ClaudeException">The connection failed, or the answer was not whole.</exception>
    public static async Task<Usage> PreWarmAsync(this IClaudeClient client, MessageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        var message = await client.CreateMessageAsync(PreWarmRequest.Of(request), Wishes, cancellationToken).ConfigureAwait(false);
        return message.Usage;
    }
}
