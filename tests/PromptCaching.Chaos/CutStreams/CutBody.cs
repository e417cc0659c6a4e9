using PromptCaching.Bodies;

namespace PromptCaching.Chaos.CutStreams;

/// <summary>The body of an answer: its bytes up to a place, and then the harm.</summary>
internal sealed class CutBody(ReadOnlyMemory<byte> bytes, Cut cut, ReadOnlyMemory<byte> garbage, int pieceSize, Action stalled) : ForwardStream
{
    private readonly ReadOnlyMemory<byte>[] _parts = cut == Cut.Garbage ? [bytes, garbage] : [bytes];
    private int _part;
    private int _at;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Take(buffer.Span) is var read and > 0)
        {
            return read;
        }

        switch (cut)
        {
            case Cut.Reset:
                throw new IOException("The connection was reset.");
            case Cut.Stall:
                stalled();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return 0;
            default:
                return 0;
        }
    }

    private int Take(Span<byte> buffer)
    {
        while (_part < _parts.Length && _at == _parts[_part].Length)
        {
            (_part, _at) = (_part + 1, 0);
        }

        if (_part == _parts.Length)
        {
            return 0;
        }

        var taken = _parts[_part][_at..].Span;
        taken = taken[..Math.Min(taken.Length, Math.Min(pieceSize, buffer.Length))];
        taken.CopyTo(buffer);
        _at += taken.Length;
        return taken.Length;
    }
}
