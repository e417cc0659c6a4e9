namespace PromptCaching.Chaos.CutStreams;

/// <summary>The body of an answer: its bytes up to a place, and then the harm.</summary>
internal sealed class CutBody(ReadOnlyMemory<byte> bytes, Cut cut, ReadOnlyMemory<byte> garbage, int pieceSize, Action stalled) : Stream
{
    private readonly ReadOnlyMemory<byte>[] _parts = cut == Cut.Garbage ? [bytes, garbage] : [bytes];
    private int _part;
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

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

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
