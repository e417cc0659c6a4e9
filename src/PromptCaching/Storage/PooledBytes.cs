using System.Buffers;

namespace PromptCaching.Storage;

/// <summary>A rented buffer that a store writes a value into. A value that is too long is dropped as it comes.</summary>
internal sealed class PooledBytes(int longest) : IBufferWriter<byte>
{
    private const int FirstLength = 4096;
    private byte[] _buffer = [];
    private int _written;

    public bool IsTooLong { get; private set; }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _written);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _written);
        IsTooLong |= (long)_written + count > longest;
        _written = IsTooLong ? 0 : _written + count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Gives the buffer back. Only for who knows that the store is done with it.</summary>
    public void Return()
    {
        var buffer = _buffer;
        (_buffer, _written) = ([], 0);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void MakeRoom(int length)
    {
        if (_buffer.Length - _written >= length)
        {
            return;
        }

        var longer = ArrayPool<byte>.Shared.Rent(Math.Max(_written + length, Math.Max(FirstLength, _buffer.Length * 2)));
        var written = _written;
        _buffer.AsSpan(0, written).CopyTo(longer);
        Return();
        (_buffer, _written) = (longer, written);
    }
}
