namespace PromptCaching.Testing.Tokens;

/// <summary>What a byte of UTF-8 text begins.</summary>
internal enum CharacterKind : byte
{
    Punctuation,
    Lower,
    Upper,
    Digit,
    Space,
    LineBreak,
    Latin,
    Letter,
    Ideograph,
    Symbol,
    LongSymbol,
    Continuation,
}
