using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>What matters of a text without decoding it.</summary>
internal static class BlockText
{
    private static readonly ulong Seed = BlockHash.Of("text"u8);

    /// <summary>Hashes a text by its JSON string, quotes included: a string and the block that it is short for say the same.</summary>
    public static ulong Hash(ReadOnlySpan<byte> json) => BlockHash.Join(Seed, BlockHash.Of(json));

    /// <summary>Whether the string under the reader holds anything but white space.</summary>
    public static bool HasText(ref Utf8JsonReader reader)
    {
        foreach (var letter in reader.ValueSpan)
        {
            if (letter == ' ')
            {
                continue;
            }

            // What is not a plain letter may stand for white space (\n, \u00a0) and needs a real look; so does half a surrogate pair,
            // which is not text at all.
            return (letter is not (byte)'\\' && letter < 0x80) || !string.IsNullOrWhiteSpace(reader.GetString());
        }

        return false;
    }
}
