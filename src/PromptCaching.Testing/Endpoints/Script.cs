using System.Collections.Concurrent;
using PromptCaching.Testing.Answers;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>The answers chosen by the test: first the queue, then the hook; null when neither has one.</summary>
internal sealed class Script(Func<EmulatedRequest, EmulatedAnswer?>? hook)
{
    private readonly ConcurrentQueue<EmulatedAnswer> _queue = new();

    public void Enqueue(EmulatedAnswer answer) => _queue.Enqueue(answer);

    public EmulatedAnswer? Next(IncomingCall call) => _queue.TryDequeue(out var queued) ? queued : hook?.Invoke(Describe(call));

    private static EmulatedRequest Describe(IncomingCall call)
    {
        var body = call.Json!.Value;
        return new EmulatedRequest
        {
            Number = call.Number,
            Headers = call.Headers,
            Body = body,
            Model = body.GetText("model")!,
            Question = AskedConversation.Of(call.Blocks).Question,
            IsStreaming = body.IsTrue("stream"),
        };
    }
}
