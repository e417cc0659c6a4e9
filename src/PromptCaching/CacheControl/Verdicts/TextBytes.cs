namespace PromptCaching.CacheControl.Verdicts;

/// <summary>Where the text of a system block stands in its bytes, and how many characters some of its bytes are.</summary>
internal static class TextBytes
{
    /// <summary>Finds the first byte of the text: inside a text, the name of the member could only stand with its quotes escaped.</summary>
    public static int Start(ReadOnlySpan<byte> block)
    {
        if (block.Length > 0 && block[0] == '"')
        {
            return 1;
        }

        var name = "\"text\""u8;
        for (var from = 0; block[from..].IndexOf(name) is var found and >= 0;)
        {
            from += found + name.Length;
            var after = block[from..].TrimStart(" \t\r\n"u8);
            if (after.Length > 0 && after[0] == ':')
            {
                var value = after[1..].TrimStart(" \t\r\n"u8);
                return block.Length - value.Length + 1;
            }
        }

        return 0;
    }

    /// <summary>Counts the characters of the first bytes of a text as it stands in JSON; one that is cut counts as begun.</summary>
    public static int Characters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (var index = 0; index < text.Length; count++)
        {
            var letter = text[index];
            index += letter == '\\' ? (index + 1 < text.Length && text[index + 1] == 'u' ? 6 : 2)
                : letter < 0x80 ? 1
                : letter < 0xC0 ? 1
                : letter < 0xE0 ? 2
                : letter < 0xF0 ? 3
                : 4;
            count += letter >= 0xF0 ? 1 : letter is >= 0x80 and < 0xC0 ? -1 : 0;
        }

        return count;
    }
}
