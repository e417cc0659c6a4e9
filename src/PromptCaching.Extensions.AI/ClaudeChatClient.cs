using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PromptCaching.Extensions.AI.Answers;
using PromptCaching.Extensions.AI.Requests;
using PromptCaching.Extensions.AI.Streaming;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI;

/// <summary>Our client in the words of Microsoft.Extensions.AI. It has no policy: what it sends goes through the same chain.</summary>
internal sealed class ClaudeChatClient(IClaudeClient claude, string? model, ChatClientMetadata metadata, TimeProvider time) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = Request(messages, options);
        var answer = await claude.CreateMessageAsync(request, options?.GetClaudeCall(), cancellationToken).ConfigureAwait(false);
        return ChatAnswer.From(answer, time.GetUtcNow());
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = Request(messages, options);
        var stream = await claude.StreamMessageAsync(request, options?.GetClaudeCall(), cancellationToken).ConfigureAwait(false);
        await using var connection = ((IAsyncDisposable)stream).ConfigureAwait(false);
        await foreach (var update in new ChatUpdates(time, request.Fallbacks is not null).ReadAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? metadata
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(claude) ? claude
            : null;
    }

    /// <summary>Does nothing: the client underneath is its owner's.</summary>
    public void Dispose()
    {
    }

    private MessageRequest Request(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return ChatRequest.From(messages, options, RawRequest.Of(this, options), model);
    }
}
