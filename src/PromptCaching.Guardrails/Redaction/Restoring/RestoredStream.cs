using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace PromptCaching.Guardrails.Redaction.Restoring;

/// <summary>Reads a stream of events with the caller's values in it.</summary>
internal sealed class RestoredStream(Stream inner, RestoredValues values) : Stream
{
    private const int PieceLength = 16 * 1024;
    private readonly EventRestoration _events = new(values);
    private readonly ArrayBufferWriter<byte> _ready = new();
    private readonly byte[] _piece = new byte[PieceLength];
    private int _given;
    private bool _isOver;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (NeedsMore(buffer.Length))
        {
            Take(await inner.ReadAsync(_piece, cancellationToken).ConfigureAwait(false));
        }

        return Give(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    [SuppressMessage("Performance", "CA1849", Justification = "Who reads without waiting wants this.")]
    public override int Read(Span<byte> buffer)
    {
        while (NeedsMore(buffer.Length))
        {
            Take(inner.Read(_piece));
        }

        return Give(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool NeedsMore(int wanted) => wanted > 0 && !_isOver && _given == _ready.WrittenCount;

    private void Take(int count)
    {
        _ready.ResetWrittenCount();
        _given = 0;
        if (count == 0)
        {
            _isOver = true;
            _events.End(_ready);
        }
        else
        {
            _events.Feed(_piece.AsSpan(0, count), _ready);
        }
    }

    private int Give(Span<byte> buffer)
    {
        var rest = _ready.WrittenSpan[_given..];
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _given += count;
        return count;
    }
}
