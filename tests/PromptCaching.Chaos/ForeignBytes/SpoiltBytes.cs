using PromptCaching.Chaos.MalformedRequests;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.ForeignBytes;

/// <summary>Makes bytes that a reader should never see: sound ones that are cut, doubled, bent and mixed, and pure noise.</summary>
internal static class SpoiltBytes
{
    private const int Longest = 64 * 1024;
    private const int LongestNoise = 300;
    private static readonly byte[][] Towers = [[.. "["u8], [.. "{\"a\":"u8], [.. "\\"u8], [.. "\""u8], [.. "data: "u8], [.. "\n"u8], [.. "{{"u8], [.. "9"u8], [0xFF]];

    public static byte[] Of(IReadOnlyList<byte[]> sound, Random chance) => chance.Next(20) switch
    {
        0 => Noise(chance),
        1 => Tower(chance),
        2 => Mixture(chance.Pick(sound), chance.Pick(sound), chance),
        3 => Values(chance.Pick(sound), chance),
        _ => ByteDamage.Do(chance.Pick(sound), chance),
    };

    private static byte[] Noise(Random chance)
    {
        var noise = new byte[chance.Next(LongestNoise)];
        chance.NextBytes(noise);
        return noise;
    }

    /// <summary>One thing over and over: what is recursive or quadratic shows here.</summary>
    private static byte[] Tower(Random chance)
    {
        var (brick, height) = (chance.Pick(Towers), chance.Next(1, chance.OneIn(50) ? Longest / 8 : 400));
        return [.. Enumerable.Repeat(brick, height).SelectMany(static bytes => bytes)];
    }

    private static byte[] Mixture(byte[] one, byte[] other, Random chance) => [.. one[..chance.Next(one.Length + 1)], .. other[chance.Next(other.Length + 1)..]];

    /// <summary>Puts a value that is hard to read in the place of one between a colon or comma and the next.</summary>
    private static byte[] Values(byte[] sound, Random chance)
    {
        var begin = sound.AsSpan(chance.Next(sound.Length)).IndexOfAny((byte)':', (byte)',');
        if (begin < 0)
        {
            return ByteDamage.Do(sound, chance);
        }

        var end = sound.AsSpan(begin + 1).IndexOfAny((byte)',', (byte)'}', (byte)']');
        byte[] value = [.. System.Text.Encoding.UTF8.GetBytes(HostileValues.Some(chance))];
        return [.. sound[..(begin + 1)], .. value, .. end < 0 ? [] : sound[(begin + 1 + end)..]];
    }
}
