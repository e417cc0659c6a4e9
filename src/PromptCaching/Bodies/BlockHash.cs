using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PromptCaching.Bodies;

/// <summary>
/// A fast keyed hash (64 bits) of a block's bytes, fed in pieces. It tells blocks apart within one process and never decides alone what is
/// answered or billed: at worst two prompts look alike to the planner.
/// </summary>
/// <remarks>The key is drawn anew in each process, so nobody outside can aim for two blocks with one hash.</remarks>
internal ref struct BlockHash
{
    public const int StripeLength = 48;
    private static readonly ulong[] Secrets = DrawSecrets();
    private readonly Span<byte> _left;
    private int _leftLength;
    private long _length;
    private ulong _first;
    private ulong _second;
    private ulong _third;

    /// <param name="left">48 bytes of room for what does not fill a stripe yet.</param>
    public BlockHash(Span<byte> left)
    {
        _left = left;
        // Not those that Stripe mixes in: with one secret on both sides, two words could change places unseen.
        _first = Secrets[5];
        _second = Secrets[6];
        _third = Secrets[7];
    }

    /// <summary>Hashes bytes that stand in one piece.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = new BlockHash(stackalloc byte[StripeLength]);
        hash.Append(bytes);
        return hash.ToHash();
    }

    /// <summary>Joins a hash with what comes after it; the order counts.</summary>
    public static ulong Join(ulong before, ulong after) => Fold(before ^ Secrets[3], after ^ Secrets[4]) ^ (before >> 1);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        if (_leftLength > 0)
        {
            var taken = Math.Min(StripeLength - _leftLength, bytes.Length);
            bytes[..taken].CopyTo(_left[_leftLength..]);
            _leftLength += taken;
            bytes = bytes[taken..];
            if (_leftLength < StripeLength)
            {
                return;
            }

            Stripes(_left);
            _leftLength = 0;
        }

        var whole = bytes.Length - (bytes.Length % StripeLength);
        Stripes(bytes[..whole]);
        bytes[whole..].CopyTo(_left);
        _leftLength = bytes.Length - whole;
    }

    public readonly ulong ToHash()
    {
        // The length is part of the hash, so zeros that fill up the last stripe are told from zeros that were there.
        Span<byte> last = stackalloc byte[StripeLength];
        last.Clear();
        _left[.._leftLength].CopyTo(last);
        var (first, second, third) = (_first, _second, _third);
        Stripe(last, ref first, ref second, ref third);
        return Fold(Fold(first ^ Secrets[5], second ^ Secrets[6]) ^ third, (ulong)_length ^ Secrets[7]);
    }

    private void Stripes(ReadOnlySpan<byte> bytes)
    {
        var (first, second, third) = (_first, _second, _third);
        for (; bytes.Length >= StripeLength; bytes = bytes[StripeLength..])
        {
            Stripe(bytes, ref first, ref second, ref third);
        }

        (_first, _second, _third) = (first, second, third);
    }

    private static void Stripe(ReadOnlySpan<byte> bytes, ref ulong first, ref ulong second, ref ulong third)
    {
        first = Fold(Word(bytes, 0) ^ Secrets[0], Word(bytes, 8) ^ first);
        second = Fold(Word(bytes, 16) ^ Secrets[1], Word(bytes, 24) ^ second);
        third = Fold(Word(bytes, 32) ^ Secrets[2], Word(bytes, 40) ^ third);
    }

    private static ulong Word(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]);

    /// <summary>Multiplies to 128 bits and folds the halves: every bit of either side reaches every bit of the result.</summary>
    private static ulong Fold(ulong left, ulong right) => Math.BigMul(left, right, out var low) ^ low;

    private static ulong[] DrawSecrets()
    {
        var secrets = new ulong[8];
        for (var index = 0; index < secrets.Length; index++)
        {
            secrets[index] = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;
        }

        return secrets;
    }
}
