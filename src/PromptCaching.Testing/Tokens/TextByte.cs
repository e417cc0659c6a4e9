namespace PromptCaching.Testing.Tokens;

/// <summary>What a byte can mean for the weight of a text. Letters and digits that matter in an escape are kinds of their own.</summary>
internal enum TextByte : byte
{
    Sign,
    Backslash,
    Small,
    SmallB,
    SmallF,
    SmallN,
    SmallR,
    SmallT,
    SmallU,
    SmallHex,
    SmallD,
    Capital,
    CapitalHex,
    CapitalD,
    Zero,
    One,
    Two,
    Digit,
    Space,
    LineBreak,
    LatinLead,
    LetterLead,
    IdeographLead,
    SymbolLead,
    LongSymbolLead,
    Continuation,
    Count,
}
