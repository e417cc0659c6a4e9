using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;
using X86Aes = System.Runtime.Intrinsics.X86.Aes;

namespace PromptCaching.Bodies;

/// <summary>
/// A keyed fingerprint (128 bits) of a whole body, made several times faster than any cryptographic hash could be. It finds a body that
/// may be the same; only comparing the bytes says that it is.
/// </summary>
/// <remarks>The key is drawn anew in each process, so nobody outside can aim for two bodies with one fingerprint.</remarks>
internal readonly record struct Fingerprint(ulong First, ulong Second)
{
    private const int Lanes = 8;
    private const int LaneLength = 16;
    private static readonly Vector128<byte>[] Secrets = DrawSecrets();

    private static bool IsAccelerated => X86Aes.IsSupported || ArmAes.IsSupported;

    /// <summary>Makes the fingerprint of a body.</summary>
    /// <param name="bytes">The body.</param>
    /// <param name="seed">What else belongs to it; another seed makes another fingerprint.</param>
    public static Fingerprint Of(ReadOnlySpan<byte> bytes, ulong seed) =>
        IsAccelerated ? Accelerated(bytes, seed) : new(BlockHash.Of(bytes), BlockHash.Join(seed, (ulong)bytes.Length));

    private static Fingerprint Accelerated(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var length = bytes.Length;
        var start = Vector128.Create(seed, (ulong)length).AsByte();
        var (a, b, c, d) = (Secrets[0] ^ start, Secrets[1] ^ start, Secrets[2] ^ start, Secrets[3] ^ start);
        var (e, f, g, h) = (Secrets[4] ^ start, Secrets[5] ^ start, Secrets[6] ^ start, Secrets[7] ^ start);
        var key = Secrets[Lanes];
        for (; bytes.Length >= Lanes * LaneLength; bytes = bytes[(Lanes * LaneLength)..])
        {
            ref var first = ref MemoryMarshal.GetReference(bytes);
            a = Round(a ^ Vector128.LoadUnsafe(ref first), key);
            b = Round(b ^ Vector128.LoadUnsafe(ref first, 1 * LaneLength), key);
            c = Round(c ^ Vector128.LoadUnsafe(ref first, 2 * LaneLength), key);
            d = Round(d ^ Vector128.LoadUnsafe(ref first, 3 * LaneLength), key);
            e = Round(e ^ Vector128.LoadUnsafe(ref first, 4 * LaneLength), key);
            f = Round(f ^ Vector128.LoadUnsafe(ref first, 5 * LaneLength), key);
            g = Round(g ^ Vector128.LoadUnsafe(ref first, 6 * LaneLength), key);
            h = Round(h ^ Vector128.LoadUnsafe(ref first, 7 * LaneLength), key);
        }

        for (; bytes.Length >= LaneLength; bytes = bytes[LaneLength..])
        {
            (a, b) = (b, Round(a ^ Vector128.Create(bytes), key));
        }

        Span<byte> last = stackalloc byte[LaneLength];
        last.Clear();
        bytes.CopyTo(last);
        var mixed = Round(a ^ Vector128.Create((ReadOnlySpan<byte>)last), key);
        foreach (var lane in (ReadOnlySpan<Vector128<byte>>)[b, c, d, e, f, g, h])
        {
            mixed = Round(Round(mixed ^ lane, Secrets[Lanes + 1]), Secrets[Lanes + 2]);
        }

        var result = Round(Round(mixed, key), Secrets[0]).AsUInt64();
        return new Fingerprint(result[0], result[1]);
    }

    /// <summary>One round of AES; the instructions of ARM do the steps in another order.</summary>
    private static Vector128<byte> Round(Vector128<byte> state, Vector128<byte> key) =>
        X86Aes.IsSupported ? X86Aes.Encrypt(state, key) : ArmAes.MixColumns(ArmAes.Encrypt(state, Vector128<byte>.Zero)) ^ key;

    private static Vector128<byte>[] DrawSecrets()
    {
        var secrets = new Vector128<byte>[Lanes + 3];
        for (var index = 0; index < secrets.Length; index++)
        {
            secrets[index] = Vector128.Create((ReadOnlySpan<byte>)RandomNumberGenerator.GetBytes(LaneLength));
        }

        return secrets;
    }
}
