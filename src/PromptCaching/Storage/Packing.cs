using System.Buffers;
using System.IO.Compression;

namespace PromptCaching.Storage;

/// <summary>Makes bodies smaller and whole again. Nothing grows beyond the length that it declared, whatever it contains.</summary>
internal static class Packing
{
    private const int BrotliWindow = 22;
    private const int FirstPiece = 16 * 1024;

    /// <returns><see langword="null"/> when it would not become smaller.</returns>
    public static byte[]? TryPack(ReadOnlySpan<byte> body, CacheCompression compression) => compression switch
    {
        CacheCompression.Brotli => TryBrotli(body),
        CacheCompression.Gzip => TryGzip(body),
        _ => null,
    };

    /// <returns><see langword="null"/> when the payload is not exactly a body of this length.</returns>
    public static byte[]? TryUnpack(ReadOnlySpan<byte> payload, CacheCompression compression, int length) => compression switch
    {
        CacheCompression.Brotli => TryUnbrotli(payload, length),
        CacheCompression.Gzip => TryGunzip(payload, length),
        _ => null,
    };

    private static byte[]? TryBrotli(ReadOnlySpan<byte> body)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(body.Length));
        var isSmaller = BrotliEncoder.TryCompress(body, buffer, out var written, quality: 1, BrotliWindow) && written < body.Length;
        var packed = isSmaller ? buffer[..written] : null;
        ArrayPool<byte>.Shared.Return(buffer);
        return packed;
    }

    private static byte[]? TryGzip(ReadOnlySpan<byte> body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return packed.Length < body.Length ? packed.ToArray() : null;
    }

    /// <summary>A small payload may declare a huge body: memory follows what really comes out, not what was declared.</summary>
    private static byte[]? TryUnbrotli(ReadOnlySpan<byte> payload, int length)
    {
        if (HasLargerWindow(payload))
        {
            return null;
        }

        using var decoder = new BrotliDecoder();
        var body = new byte[Math.Min(length, FirstPiece)];
        var at = 0;
        while (true)
        {
            var status = decoder.Decompress(payload, body.AsSpan(at), out var consumed, out var written);
            payload = payload[consumed..];
            at += written;
            switch (status)
            {
                case OperationStatus.Done:
                    return at == length && payload.IsEmpty ? Exactly(body, length) : null;
                case OperationStatus.DestinationTooSmall when body.Length < length:
                    body = Grown(body, length);
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>A decoder takes the memory of the window that a stream asks for, up to 16 MB, and fills it before it gives anything away.</summary>
    /// <remarks>RFC 7932, 9.1: where the lowest bit is set, the next three hold the window above 17 bits.</remarks>
    private static bool HasLargerWindow(ReadOnlySpan<byte> payload) => !payload.IsEmpty && (payload[0] & 1) != 0 && 17 + ((payload[0] >> 1) & 7) > BrotliWindow;

    private static byte[]? TryGunzip(ReadOnlySpan<byte> payload, int length)
    {
        var rented = ArrayPool<byte>.Shared.Rent(payload.Length);
        try
        {
            payload.CopyTo(rented);
            using var packed = new MemoryStream(rented, 0, payload.Length, writable: false);
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            return ReadExactly(gzip, length);
        }
        catch (InvalidDataException)
        {
            // Not gzip: as good as no entry.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static byte[]? ReadExactly(GZipStream gzip, int length)
    {
        var body = new byte[Math.Min(length, FirstPiece)];
        var at = 0;
        while (true)
        {
            var read = gzip.Read(body.AsSpan(at));
            at += read;
            if (at == length)
            {
                Span<byte> more = stackalloc byte[1];
                return gzip.Read(more) == 0 ? Exactly(body, length) : null;
            }

            if (read == 0)
            {
                return null;
            }

            body = at == body.Length ? Grown(body, length) : body;
        }
    }

    private static byte[] Grown(byte[] body, int length)
    {
        Array.Resize(ref body, (int)Math.Min(length, body.Length * 4L));
        return body;
    }

    private static byte[] Exactly(byte[] body, int length)
    {
        Array.Resize(ref body, length);
        return body;
    }
}
