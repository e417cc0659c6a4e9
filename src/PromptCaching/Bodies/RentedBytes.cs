using System.Buffers;

namespace PromptCaching.Bodies;

/// <summary>Bytes in a rented array, filled once; given back by whoever knows that nobody looks at them any more.</summary>
/// <param name="capacity">How many there will be.</param>
internal sealed class RentedBytes(int capacity) : Stream
{
    /// <summary>Longer bodies than the API takes are for somebody else to refuse.</summary>
    private const int Longest = 32 * 1024 * 1024;

    private byte[]? _array = ArrayPool<byte>.Shared.Rent(capacity);
    private int _length;

    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, _length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>Reads content that is in memory already, now and without an allocation of its size.</summary>
    /// <returns><see langword="null"/> when the content is of a kind that may have to be waited for.</returns>
    public static RentedBytes? TryRead(HttpContent content)
    {
        // These three and no heirs of theirs, which may write something else than they hold.
        if ((content.GetType() != typeof(ByteArrayContent) && content.GetType() != typeof(StringContent) && content.GetType() != typeof(ReadOnlyMemoryContent))
            || content.Headers.ContentLength is not (>= 0 and <= Longest and var length))
        {
            return null;
        }

        var bytes = new RentedBytes((int)length);
        content.CopyTo(bytes, null, CancellationToken.None);
        return bytes;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_array!.Length - _length < buffer.Length)
        {
            // The length that was announced is the caller's word, and may be another.
            var larger = ArrayPool<byte>.Shared.Rent(_length + buffer.Length);
            Written.Span.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_array);
            _array = larger;
        }

        buffer.CopyTo(_array.AsSpan(_length));
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Gives the array back; what was written must not be looked at after this.</summary>
    public void Return()
    {
        if (Interlocked.Exchange(ref _array, null) is { } array)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
