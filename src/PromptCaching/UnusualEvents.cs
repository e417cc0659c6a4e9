using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using PromptCaching.Bodies;
using PromptCaching.Messages.Streaming;

namespace PromptCaching;

/// <summary>The events of a stream that is written otherwise than the API writes its own: comments, other line ends, data in several lines.</summary>
/// <param name="assembly">The message; nothing is read behind its end.</param>
/// <param name="read">Reads one event.</param>
internal sealed class UnusualEvents(MessageAssembly assembly, UnusualEvents.Reader read)
{
    private readonly Queue<MessageStreamEvent> _arrived = [];
    private EventStreamScan? _scan;
    private ExceptionDispatchInfo? _failure;

    public delegate MessageStreamEvent Reader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data);

    /// <summary>How many of the bytes are whole events; where lines end otherwise, the scan keeps what is not.</summary>
    public static int Ends(ReadOnlySpan<byte> bytes) =>
        bytes.Contains((byte)'\r') ? bytes.Length : bytes.LastIndexOf("\n\n"u8) is >= 0 and var end ? end + 2 : 0;

    /// <returns>How many bytes were taken.</returns>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        var whole = Ends(bytes);
        (_scan ??= new EventStreamScan(OnEvent)).Feed(bytes[..whole]);
        return whole;
    }

    /// <remarks>What came before a failure in the same piece is given out first.</remarks>
    public bool TryNext([MaybeNullWhen(false)] out MessageStreamEvent item)
    {
        if (_arrived.TryDequeue(out item))
        {
            return true;
        }

        _failure?.Throw();
        return false;
    }

    private void OnEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (assembly.IsComplete || _failure is not null)
        {
            return;
        }

        try
        {
            _arrived.Enqueue(read(name, data));
        }
        catch (ClaudeException failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }
}
