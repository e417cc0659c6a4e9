using System.Globalization;
using System.Text;

namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>Chunked bodies, sound and broken.</summary>
internal static class Chunks
{
    public const string Framing = "Transfer-Encoding: chunked";

    private static readonly string[] BrokenSizes = ["", "g", "-1", "0x10", " ", "ffffffffffffffffff", "7fffffff7fffffff", "5;", "1\0", ";a=b"];

    public static byte[] Sound(byte[] body, Random chance)
    {
        using var chunks = new MemoryStream();
        for (var start = 0; start < body.Length;)
        {
            var length = Math.Min(body.Length - start, chance.Next(1, 20_000));
            Write(chunks, length.ToString(chance.Next(2) == 0 ? "x" : "X6", CultureInfo.InvariantCulture) + (chance.Next(8) == 0 ? ";name=value" : ""));
            chunks.Write(body, start, length);
            Write(chunks, "");
            start += length;
        }

        Write(chunks, "0");
        Write(chunks, chance.Next(4) == 0 ? "x-trailer: value\r\n" : "");
        return chunks.ToArray();
    }

    /// <summary>Chunks of which one is wrong: in its size, in its end, or in what it promises.</summary>
    public static byte[] Broken(byte[] body, Random chance)
    {
        var sound = Sound(body, chance);
        using var chunks = new MemoryStream();
        switch (chance.Next(3))
        {
            case 0:
                Write(chunks, BrokenSizes[chance.Next(BrokenSizes.Length)]);
                chunks.Write(sound);
                break;
            case 1:
                chunks.Write(sound, 0, sound.Length - 5);
                Write(chunks, "no end of a chunk\r\n");
                break;
            default:
                Write(chunks, "3");
                chunks.Write("four"u8);
                chunks.Write(sound);
                break;
        }

        return chunks.ToArray();
    }

    private static void Write(MemoryStream chunks, string line) => chunks.Write(Encoding.UTF8.GetBytes(line + "\r\n"));
}
