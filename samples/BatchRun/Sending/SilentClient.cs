using PromptCaching;
using PromptCaching.Messages;

namespace BatchRun.Sending;

/// <summary>A client that never asks anybody: with it, only what a checkpoint holds is answered.</summary>
internal sealed class SilentClient : IClaudeClient
{
    private static readonly InvalidOperationException NotRecorded = new("The checkpoint holds no answer to this request.");

    public Task<Message> CreateMessageAsync(MessageRequest request, ClaudeCall? call = null, CancellationToken cancellationToken = default) =>
        Task.FromException<Message>(NotRecorded);

    public Task<MessageStream> StreamMessageAsync(MessageRequest request, ClaudeCall? call = null, CancellationToken cancellationToken = default) =>
        Task.FromException<MessageStream>(NotRecorded);

    public Task<TokenCount> CountTokensAsync(MessageRequest request, CancellationToken cancellationToken = default) =>
        Task.FromException<TokenCount>(NotRecorded);
}
