using System.Buffers.Binary;
using System.Buffers.Text;

namespace PromptCaching.Testing.Tokens;

/// <summary>Reads width and height from the first bytes of a PNG, GIF, JPEG or WebP picture.</summary>
internal static class ImageSize
{
    /// <summary>Large pictures carry their size far inside only as JPEG with long metadata; so much is decoded at most.</summary>
    private const int BytesLookedAt = 96 * 1024;

    public static (int Width, int Height)? Of(ReadOnlySpan<byte> base64)
    {
        var head = base64[..Math.Min(base64.Length, BytesLookedAt / 3 * 4)];
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(head.Length)];
        Base64.DecodeFromUtf8(head, bytes, out _, out var written, isFinalBlock: false);
        return Read(bytes.AsSpan(0, written));
    }

    private static (int Width, int Height)? Read(ReadOnlySpan<byte> image) => image switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] when image.Length >= 24 =>
            (BinaryPrimitives.ReadInt32BigEndian(image[16..]), BinaryPrimitives.ReadInt32BigEndian(image[20..])),
        [(byte)'G', (byte)'I', (byte)'F', ..] when image.Length >= 10 =>
            (BinaryPrimitives.ReadUInt16LittleEndian(image[6..]), BinaryPrimitives.ReadUInt16LittleEndian(image[8..])),
        [0xFF, 0xD8, ..] => Jpeg(image[2..]),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] when image.Length >= 30 => WebP(image[12..]),
        _ => null,
    };

    private static (int Width, int Height)? Jpeg(ReadOnlySpan<byte> segments)
    {
        while (segments.Length >= 9 && segments[0] == 0xFF)
        {
            var marker = segments[1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(segments[7..]), BinaryPrimitives.ReadUInt16BigEndian(segments[5..]));
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(segments[2..]);
            segments = length + 2 <= segments.Length ? segments[(length + 2)..] : [];
        }

        return null;
    }

    private static (int Width, int Height)? WebP(ReadOnlySpan<byte> chunk) => chunk[3] switch
    {
        (byte)'X' => (1 + Read24(chunk[12..]), 1 + Read24(chunk[15..])),
        (byte)' ' => (BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & 0x3FFF),
        (byte)'L' => Lossless(BinaryPrimitives.ReadInt32LittleEndian(chunk[9..])),
        _ => null,
    };

    private static (int Width, int Height) Lossless(int packed) => (1 + (packed & 0x3FFF), 1 + ((packed >> 14) & 0x3FFF));

    private static int Read24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
