using System.Security.Cryptography;
using PromptCaching.Bodies;

namespace PromptCaching.Chaos.HostileEntries;

/// <summary>Makes a long answer while it is read, and looks at the memory on the way.</summary>
internal sealed class LongAnswerStream(LongAnswer answer, IncrementalHash hash, Action look) : ForwardStream
{
    private const int BytesBetweenLooks = 4 << 20;
    private long _at;
    private long _nextLook;
    private int _part;
    private int _inPart;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_at >= _nextLook)
        {
            _nextLook += BytesBetweenLooks;
            look();
        }

        var count = Fill(buffer.Span);
        hash.AppendData(buffer.Span[..count]);
        _at += count;
        return ValueTask.FromResult(count);
    }

    private int Fill(Span<byte> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length && _part < answer.Repetitions + 2)
        {
            var part = _part == 0 ? answer.Start : _part <= answer.Repetitions ? answer.Part : answer.End;
            var taken = Math.Min(part.Length - _inPart, buffer.Length - filled);
            part.AsSpan(_inPart, taken).CopyTo(buffer[filled..]);
            (filled, _inPart) = (filled + taken, _inPart + taken);
            if (_inPart == part.Length)
            {
                (_part, _inPart) = (_part + 1, 0);
            }
        }

        return filled;
    }
}
