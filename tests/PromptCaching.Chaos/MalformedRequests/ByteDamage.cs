namespace PromptCaching.Chaos.MalformedRequests;

/// <summary>Damage done to bytes, as a broken cable or a broken proxy does it.</summary>
internal static class ByteDamage
{
    private static readonly byte[][] Splinters =
        [[0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [.. "\\u0000"u8], [.. "\\ud800"u8], [.. "\\"u8], [.. "\""u8], [.. "{"u8], [.. "]"u8], [.. ","u8]];

    public static byte[] Do(byte[] body, Random chance)
    {
        for (var times = chance.Next(1, 4); times > 0 && body.Length > 1; times--)
        {
            body = Damage(body, chance.Next(body.Length), chance);
        }

        return body;
    }

    private static byte[] Damage(byte[] body, int at, Random chance)
    {
        var end = Math.Min(body.Length, at + chance.Next(1, 20));
        switch (chance.Next(5))
        {
            case 0:
                return body[..at];
            case 1:
                return [.. body[..at], .. body[end..]];
            case 2:
                return [.. body[..end], .. body[at..]];
            case 3:
                return [.. body[..at], .. Splinters[chance.Next(Splinters.Length)], .. body[at..]];
            default:
                byte[] flipped = [.. body];
                flipped[at] ^= (byte)(1 << chance.Next(8));
                return flipped;
        }
    }
}
