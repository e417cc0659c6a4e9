namespace PromptCaching.Testing.Tokens;

/// <summary>The kind of character that each first byte begins, and that each code unit is.</summary>
internal static class CharacterKinds
{
    private static readonly CharacterKind[] Kinds = Create();

    public static ReadOnlySpan<CharacterKind> OfBytes => Kinds;

    public static CharacterKind OfCodeUnit(int unit) => unit switch
    {
        < 0x80 => Kinds[unit],
        < 0x250 => CharacterKind.Latin,
        < 0x2000 => CharacterKind.Letter,
        < 0x2E80 => CharacterKind.Symbol,
        < 0xD800 => CharacterKind.Ideograph,
        < 0xDC00 => CharacterKind.LongSymbol,
        < 0xE000 => CharacterKind.Continuation,
        >= 0xF900 and < 0xFFF0 => CharacterKind.Ideograph,
        _ => CharacterKind.Symbol,
    };

    private static CharacterKind[] Create()
    {
        var kinds = new CharacterKind[256];
        for (var value = 0; value < kinds.Length; value++)
        {
            kinds[value] = (char)value switch
            {
                >= 'a' and <= 'z' => CharacterKind.Lower,
                >= 'A' and <= 'Z' => CharacterKind.Upper,
                >= '0' and <= '9' => CharacterKind.Digit,
                ' ' or '\t' => CharacterKind.Space,
                '\n' or '\r' => CharacterKind.LineBreak,
                < '\x80' => CharacterKind.Punctuation,
                < '\xC0' => CharacterKind.Continuation,
                < '\xCA' => CharacterKind.Latin,
                < '\xE2' => CharacterKind.Letter,
                '\xE2' => CharacterKind.Symbol,
                < '\xF0' => CharacterKind.Ideograph,
                _ => CharacterKind.LongSymbol,
            };
        }

        return kinds;
    }
}
