namespace PromptCaching.Testing.Wire;

/// <summary>A body that arrives frame by frame: a read never crosses the end of a frame, and may wait between two.</summary>
internal sealed class FrameStream(IReadOnlyList<ReadOnlyMemory<byte>> frames, BodyPace pace, Action begun, Action<double> produced) : Stream
{
    private ReadOnlyMemory<byte> _rest;
    private int _next;

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
        cancellationToken.ThrowIfCancellationRequested();
        if (_rest.IsEmpty && _next > 0 && _next < frames.Count && pace.Delay > TimeSpan.Zero)
        {
            await Task.Delay(pace.Delay, pace.Clock, cancellationToken).ConfigureAwait(false);
        }

        return Copy(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer) => pace.Delay == TimeSpan.Zero
        ? Copy(buffer)
        : throw new NotSupportedException("This stream waits between its events; read it asynchronously.");

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Copy(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_rest.IsEmpty)
        {
            if (_next == frames.Count)
            {
                return pace.EndsInReset
                    ? throw new HttpIOException(HttpRequestError.ResponseEnded, "The emulated connection was reset in the middle of the answer.")
                    : 0;
            }

            if (_next == 0)
            {
                begun();
            }

            _rest = frames[_next++];
            produced((double)_next / frames.Count);
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }
}
