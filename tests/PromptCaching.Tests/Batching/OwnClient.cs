using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tests.Batching;

/// <summary>A client as a test of our users would write it: it answers what it is told to, when it is told to.</summary>
internal sealed class OwnClient(Func<MessageRequest, CancellationToken, Task<Message>>? answer = null) : IClaudeClient
{
    private int _inFlight;

    public int MostInFlight { get; private set; }

    public List<string> Asked { get; } = [];

    public List<ClaudeCall?> Calls { get; } = [];

    public static string Question(MessageRequest request) => request.Messages[0].Content.Text!;

    public static Message Saying(string text) => new() { Content = [new TextBlock(text)], StopReason = StopReason.EndTurn };

    public async Task<Message> CreateMessageAsync(MessageRequest request, ClaudeCall? call = null, CancellationToken cancellationToken = default)
    {
        lock (Asked)
        {
            Asked.Add(Question(request));
            Calls.Add(call);
            MostInFlight = Math.Max(MostInFlight, ++_inFlight);
        }

        try
        {
            return answer is null ? Saying("Re: " + Question(request)) : await answer(request, cancellationToken);
        }
        finally
        {
            lock (Asked)
            {
                _inFlight--;
            }
        }
    }

    public Task<MessageStream> StreamMessageAsync(MessageRequest request, ClaudeCall? call = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<TokenCount> CountTokensAsync(MessageRequest request, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
