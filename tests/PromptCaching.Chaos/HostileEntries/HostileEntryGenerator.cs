using PromptCaching.Storage;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.HostileEntries;

/// <summary>Makes up entries of which none may be served.</summary>
internal sealed class HostileEntryGenerator(IReadOnlyList<(CacheCompression Compression, byte[] Payload)> bombs, int longest)
{
    private const int LongestGarbage = 2000;
    private const int OneLargeIn = 100;
    private static readonly CacheCompression[] Packed = [CacheCompression.Brotli, CacheCompression.Gzip];
    private static readonly CacheCompression[] Any = [CacheCompression.None, .. Packed];
    private readonly byte[] _tooLong = new byte[longest + 100_000];

    public HostileEntry Some(Random chance) => chance.OneIn(OneLargeIn)
        ? chance.OneIn(4) ? TooLong(chance) : Bomb(chance)
        : chance.OneIn(2) ? Declaring(chance) : Garbage(chance);

    private HostileEntry Bomb(Random chance)
    {
        var (compression, payload) = chance.Pick(bombs);
        return new HostileEntry(compression, payload, BodyLength(chance));
    }

    /// <summary>Right is only the first of these lengths, and it is more than may be opened.</summary>
    private int BodyLength(Random chance) =>
        chance.Pick([Bombs.UnpackedLength, longest + 1, longest, longest - 1, chance.Next(longest), 0, 1, -1, int.MaxValue, int.MinValue]);

    private HostileEntry TooLong(Random chance)
    {
        var length = chance.Next(longest + 1, _tooLong.Length);
        return new HostileEntry(chance.Pick(Any), _tooLong.AsMemory(0, length), chance.Pick([length, longest, chance.Next(longest)]));
    }

    private HostileEntry Declaring(Random chance)
    {
        var payload = Noise(chance);
        return chance.OneIn(2)
            ? new HostileEntry(CacheCompression.None, payload, chance.Pick([payload.Length + 1, longest, int.MaxValue, -1]))
            : new HostileEntry(CacheCompression.None, payload, payload.Length)
                { Labels = (byte)chance.Next(1, 256), NoteLength = (ushort)chance.Next(6, ushort.MaxValue) };
    }

    private HostileEntry Garbage(Random chance) => new(chance.Pick(Packed), Noise(chance), chance.Next(1, longest + 1));

    private static byte[] Noise(Random chance)
    {
        var noise = new byte[chance.Next(LongestGarbage)];
        chance.NextBytes(noise);
        return noise;
    }
}
