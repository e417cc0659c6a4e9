using System.Buffers;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching;

/// <summary>Keeps the bytes of an answer while the caller reads it, and hands them over once the answer is whole.</summary>
internal sealed class AnswerRecorder(int maximumBytes, Func<AnswerOutline, ReadOnlyMemory<byte>, ValueTask> store) : IAnswerObserver
{
    private ArrayBufferWriter<byte>? _bytes = new();

    public void OnBytes(ReadOnlySpan<byte> bytes)
    {
        if (_bytes is { } kept && kept.WrittenCount + (long)bytes.Length <= maximumBytes)
        {
            kept.Write(bytes);
        }
        else
        {
            _bytes = null;
        }
    }

    public ValueTask OnCompleteAsync(AnswerOutline answer) => _bytes is { } kept ? store(answer, kept.WrittenMemory) : ValueTask.CompletedTask;

    public void OnEnd(AnswerOutline answer) => _bytes = null;
}
