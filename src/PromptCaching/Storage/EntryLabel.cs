using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.Storage;

/// <summary>Something that an entry can be cleared by: whose it is, what it is about, which content it was made from.</summary>
/// <param name="Name">A hash of the kind and the name, so that a store learns neither.</param>
/// <param name="Content">A hash of the content of that name; 0 where the label is not about content.</param>
internal readonly record struct EntryLabel(ulong Name, ulong Content)
{
    private const int LongestOnStack = 256;

    /// <summary>Gets the label that every entry of a client has without carrying it.</summary>
    public static EntryLabel Everything { get; } = new(Hash("everything", ""), 0);

    /// <summary>The label that every entry of a region has without carrying it.</summary>
    public static EntryLabel Region(string name) => new(Hash("region", name), 0);

    public static EntryLabel Scope(string name) => new(Hash("scope", name), 0);

    public static EntryLabel Tag(string name) => new(Hash("tag", name), 0);

    /// <param name="name">What the content is known as.</param>
    /// <param name="hash">Text that changes when the content does. Never maps to 0, which says that there is no content.</param>
    public static EntryLabel ContentOf(string name, string hash) => new(Hash("content", name), Math.Max(1, Hash("hash", hash)));

    private static ulong Hash(string kind, string text)
    {
        var length = kind.Length + 1 + Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var bytes = length <= LongestOnStack ? stackalloc byte[LongestOnStack] : rented = ArrayPool<byte>.Shared.Rent(length);
        var written = Encoding.UTF8.GetBytes(kind, bytes);
        bytes[written++] = 0;
        written += Encoding.UTF8.GetBytes(text, bytes[written..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..written], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
