using System.Buffers.Binary;

namespace PromptCaching.Testing.PromptCache;

/// <summary>The identity of a prefix: all that stands before the end of one position, and whose cache it is.</summary>
internal readonly record struct PrefixKey(UInt128 Value)
{
    public static PrefixKey From(ReadOnlySpan<byte> hash) => new(BinaryPrimitives.ReadUInt128BigEndian(hash));
}
