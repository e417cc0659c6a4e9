using System.Buffers.Binary;

namespace PromptCaching.Testing.PromptCache;

/// <summary>The identity of a prefix: all that stands before the end of one position, and whose cache it is.</summary>
/// <param name="Value">A hash of it.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct PrefixKey(UInt128 Value, long Length)
{
    public static PrefixKey From(ReadOnlySpan<byte> hash, long length) => new(BinaryPrimitives.ReadUInt128BigEndian(hash), length);
}
