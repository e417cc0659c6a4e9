namespace PromptCaching.Testing.Tokens;

/// <summary>Where in a text the scan stands.</summary>
internal enum TextState : byte
{
    /// <summary>At the start, or behind a character that stands for itself.</summary>
    Start,

    /// <summary>Behind so many letters of a word, the last of them small.</summary>
    Word1,
    Word2,
    Word3,
    Word4,
    Word5,
    Word6,

    /// <summary>Behind so many capitals.</summary>
    Capitals1,
    Capitals2,
    Digits1,
    Digits2,
    Digits3,
    OneSpace,
    Spaces,
    Lines,
    Signs,

    /// <summary>Behind the backslash of an escape, and what stood before it where that matters.</summary>
    Escape,
    EscapeAfterLines,
    EscapeAfterSigns,

    /// <summary>Behind so much of a Unicode escape.</summary>
    Unicode,
    UnicodeZero,
    UnicodeThree,
    UnicodeTwo,
    UnicodeOne,
    Count,
}
