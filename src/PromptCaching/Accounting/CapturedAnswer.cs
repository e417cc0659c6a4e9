using System.Buffers;
using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Telemetry;

namespace PromptCaching.Accounting;

/// <summary>Keeps what an answer says for its call's span, where that is wanted.</summary>
internal sealed class CapturedAnswer(ObservedCall call, bool isStream) : IAnswerObserver
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Takes an answer that is there already.</summary>
    public static void Show(HttpContent content, ObservedCall? call)
    {
        if (call is { Captures: true } && content is BytesContent { Bytes: var bytes } stored)
        {
            Show(bytes, stored.Headers.ContentType?.MediaType == "text/event-stream", call);
        }
    }

    public void OnBytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void OnEnd(AnswerOutline answer)
    {
        if (answer is { IsComplete: true, IsMalformed: false })
        {
            Show(_bytes.WrittenMemory, isStream, call);
        }
    }

    private static void Show(ReadOnlyMemory<byte> bytes, bool isStream, ObservedCall call) => call.Answer(isStream ? MessageOf(bytes) : bytes);

    private static byte[]? MessageOf(ReadOnlyMemory<byte> stream)
    {
        try
        {
            return MessageAssembly.Assemble(stream.Span);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // A proxy's own lines in a stream: the caller gets them as they came, and nobody can quote them.
            return null;
        }
    }
}
