using System.Text;

namespace PromptCaching.Bodies;

/// <summary>What matters of a text without decoding it.</summary>
internal static class BlockText
{
    private static readonly ulong Seed = BlockHash.Of("text"u8);

    /// <summary>Hashes a text by its JSON string, quotes included: a string and the block that it is short for say the same.</summary>
    public static ulong Hash(ReadOnlySpan<byte> json) => BlockHash.Join(Seed, BlockHash.Of(json));

    /// <summary>Whether the inside of a JSON string holds anything but white space.</summary>
    /// <exception cref="InvalidOperationException">It begins with half a surrogate pair, which is not text at all.</exception>
    public static bool HasText(ReadOnlySpan<byte> escaped)
    {
        while (!escaped.IsEmpty)
        {
            var (letter, length) = First(escaped);
            if (!Rune.IsWhiteSpace(letter))
            {
                return true;
            }

            escaped = escaped[length..];
        }

        return false;
    }

    private static (Rune Letter, int Length) First(ReadOnlySpan<byte> escaped)
    {
        int length;
        if (escaped[0] != '\\')
        {
            Rune.DecodeFromUtf8(escaped, out var letter, out length);
            return (letter, length);
        }

        var first = JsonText.Unescape(escaped, out length);
        if (!char.IsSurrogate(first))
        {
            return (new Rune(first), length);
        }

        var second = escaped[length..];
        return second.StartsWith("\\u"u8) && Rune.TryCreate(first, JsonText.Unescape(second, out var more), out var pair)
            ? (pair, length + more)
            : throw new InvalidOperationException("Half a surrogate pair is no letter.");
    }
}
