using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.StoreFaults;

/// <summary>Makes the lies that are a matter of bytes.</summary>
internal static class Lies
{
    private const int HeaderLength = 38;
    private const int LongestRandom = 6000;

    public static IReadOnlyList<Lie> All { get; } = Enum.GetValues<Lie>();

    /// <param name="lie">Which lie.</param>
    /// <param name="honest">What was stored.</param>
    /// <param name="other">Another entry that was stored.</param>
    /// <param name="chance">Chooses the place.</param>
    public static byte[] Tell(Lie lie, byte[] honest, byte[] other, Random chance)
    {
        var told = (byte[])honest.Clone();
        switch (lie)
        {
            case Lie.Truncated:
                return honest[..chance.Next(honest.Length)];
            case Lie.Continued:
                return [.. honest, .. other.AsSpan(0, chance.Next(1, other.Length))];
            case Lie.BitFlipped:
                told[chance.Next(told.Length)] ^= (byte)(1 << chance.Next(8));
                return told;
            case Lie.Empty:
                return [];
            case Lie.Random:
                var random = new byte[chance.Next(1, LongestRandom)];
                chance.NextBytes(random);
                honest.AsSpan(0, Math.Min(chance.Pick([0, 1, 4, HeaderLength]), Math.Min(random.Length, honest.Length))).CopyTo(random);
                return random.AsSpan().SequenceEqual(honest) ? [] : random;
            case Lie.AnotherVersion:
                told[0] += (byte)chance.Next(1, 256);
                return told;
            case Lie.AnotherPacking:
                told[1] ^= (byte)chance.Next(1, 8);
                return told;
            case Lie.Spliced:
                return [.. honest.AsSpan(0, HeaderLength), .. other.AsSpan(HeaderLength)];
            default:
                return other;
        }
    }
}
