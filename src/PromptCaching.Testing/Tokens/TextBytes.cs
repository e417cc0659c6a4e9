namespace PromptCaching.Testing.Tokens;

/// <summary>The kind of each of the 256 bytes.</summary>
internal static class TextBytes
{
    public static byte[] Kinds { get; } = [.. Enumerable.Range(0, 256).Select(static value => (byte)Of((char)value))];

    private static TextByte Of(char value) => value switch
    {
        '\\' => TextByte.Backslash,
        'b' => TextByte.SmallB,
        'f' => TextByte.SmallF,
        'n' => TextByte.SmallN,
        'r' => TextByte.SmallR,
        't' => TextByte.SmallT,
        'u' => TextByte.SmallU,
        'd' => TextByte.SmallD,
        'a' or 'c' or 'e' => TextByte.SmallHex,
        >= 'a' and <= 'z' => TextByte.Small,
        'D' => TextByte.CapitalD,
        >= 'A' and <= 'F' => TextByte.CapitalHex,
        >= 'A' and <= 'Z' => TextByte.Capital,
        '0' => TextByte.Zero,
        '1' => TextByte.One,
        '2' => TextByte.Two,
        >= '3' and <= '9' => TextByte.Digit,
        ' ' or '\t' => TextByte.Space,
        '\n' or '\r' => TextByte.LineBreak,
        < '\x80' => TextByte.Sign,
        < '\xC0' => TextByte.Continuation,
        < '\xCA' => TextByte.LatinLead,
        < '\xE2' => TextByte.LetterLead,
        '\xE2' => TextByte.SymbolLead,
        < '\xF0' => TextByte.IdeographLead,
        _ => TextByte.LongSymbolLead,
    };
}
