using System.Collections.Concurrent;
using PromptCaching.Messages;

namespace PromptCaching.Tests.Batching;

/// <summary>Holds each question back until the test lets it through.</summary>
internal sealed class Gates
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Message>> _gates = new();

    public int Ended { get; private set; }

    public async Task<Message> AnswerAsync(MessageRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await Gate(OwnClient.Question(request)).Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Ended++;
        }
    }

    public void Open(string question) => Gate(question).TrySetResult(OwnClient.Saying("Re: " + question));

    private TaskCompletionSource<Message> Gate(string question) => _gates.GetOrAdd(question, static _ => new TaskCompletionSource<Message>());
}
