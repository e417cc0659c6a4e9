using PromptCaching.DependencyInjection;
using PromptCaching.Messages;
using PromptCaching.ResponseCaching;

namespace PromptCaching;

/// <summary>The response cache, for who has messages and not bytes.</summary>
public static class ResponseCacheExtensions
{
    /// <summary>Takes the answers to one request out of memory and store, whether it was asked as a message or as a stream.</summary>
    /// <param name="cache">The response cache of the client that asked it; what that client fills in is filled in here too.</param>
    /// <param name="request">The request as it was given to the client.</param>
    /// <param name="call">The wishes that it was asked with; of these the scope counts. The default is none.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>Whether it is a request whose answers are stored at all; otherwise there was nothing to take out.</returns>
    public static ValueTask<bool> InvalidateAsync(
        this IResponseCache cache, MessageRequest request, ClaudeCall? call = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(request);
        var asked = cache is ClientResponseCache own ? own.Complete(request) : request;
        return cache.InvalidateAsync(asked.ToUtf8Bytes(), call, cancellationToken);
    }
}
