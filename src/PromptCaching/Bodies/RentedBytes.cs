using System.Buffers;

namespace PromptCaching.Bodies;

/// <summary>Bytes in a rented array, filled once; given back by whoever knows that nobody looks at them any more.</summary>
internal sealed class RentedBytes : Stream
{
    /// <summary>Longer bodies than the API takes are for somebody else to refuse.</summary>
    private const int Longest = 32 * 1024 * 1024;

    private byte[]? _array = [];
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
        // These three and no heirs of theirs, which may write something else than they hold. A length is only asked for where it was set:
        // working it out costs more than the reading.
        var type = content.GetType();
        if ((type != typeof(ByteArrayContent) && type != typeof(StringContent) && type != typeof(ReadOnlyMemoryContent))
            || (content.Headers.NonValidated.Contains("Content-Length") && content.Headers.ContentLength > Longest))
        {
            return null;
        }

        var bytes = new RentedBytes();
        content.CopyTo(bytes, null, CancellationToken.None);
        if (bytes.Length <= Longest)
        {
            return bytes;
        }

        bytes.Dispose();
        return null;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_array!.Length - _length < buffer.Length)
        {
            // Content in memory is written in one piece, so this happens once.
            var larger = ArrayPool<byte>.Shared.Rent(_length + buffer.Length);
            Written.Span.CopyTo(larger);
            Return(_array);
            _array = larger;
        }

        buffer.CopyTo(_array.AsSpan(_length));
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Gives the array back; what was written must not be looked at after this.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _array, null) is { } array)
        {
            Return(array);
        }

        base.Dispose(disposing);
    }

    private static void Return(byte[] array)
    {
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
