using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace PromptCaching.Storage.Files;

/// <summary>The bytes of a file, in a buffer that goes back to the pool.</summary>
internal sealed class RentedFile : IDisposable
{
    private readonly byte[] _buffer;
    private int _length;

    private RentedFile(int length)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(length);
        _length = length;
    }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    public static RentedFile Read(SafeFileHandle file)
    {
        var rented = new RentedFile(LengthOf(file));
        int read, at = 0;
        while ((read = RandomAccess.Read(file, rented._buffer.AsSpan(at, rented._length - at), at)) > 0)
        {
            at += read;
        }

        rented._length = at;
        return rented;
    }

    public static async ValueTask<RentedFile> ReadAsync(SafeFileHandle file, CancellationToken cancellationToken)
    {
        var rented = new RentedFile(LengthOf(file));
        int read, at = 0;
        while ((read = await RandomAccess.ReadAsync(file, rented._buffer.AsMemory(at, rented._length - at), at, cancellationToken).ConfigureAwait(false)) > 0)
        {
            at += read;
        }

        rented._length = at;
        return rented;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>An entry is never longer than an array can be; of a file that is, the start is enough to be a miss.</summary>
    private static int LengthOf(SafeFileHandle file) =>
        RandomAccess.GetLength(file) is var length && length <= Array.MaxLength ? (int)length : FileHeader.Length;
}
