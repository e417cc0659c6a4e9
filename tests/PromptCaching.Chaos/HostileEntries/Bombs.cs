using System.IO.Compression;
using PromptCaching.Storage;

namespace PromptCaching.Chaos.HostileEntries;

/// <summary>Payloads that are small and become huge.</summary>
internal static class Bombs
{
    public const int UnpackedLength = 64 << 20;
    private const int Quality = 5;
    private const int OurWindow = 22;
    private const int LargestWindow = 24;

    public static IReadOnlyList<(CacheCompression Compression, byte[] Payload)> Make()
    {
        var huge = new byte[UnpackedLength];
        return [
            (CacheCompression.Brotli, Brotli(huge, OurWindow)), (CacheCompression.Brotli, Brotli(huge, LargestWindow)), (CacheCompression.Gzip, Gzip(huge))];
    }

    private static byte[] Brotli(byte[] huge, int window)
    {
        var packed = new byte[4096];
        return BrotliEncoder.TryCompress(huge, packed, out var length, Quality, window)
            ? packed[..length]
            : throw new InvalidOperationException("Nothing packs zeros into as little as Brotli does.");
    }

    private static byte[] Gzip(byte[] huge)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(huge);
        }

        return packed.ToArray();
    }
}
