namespace PromptCaching.Bodies;

/// <summary>The escapes in a string of JSON, each kind with those before it.</summary>
internal enum JsonEscapes
{
    /// <summary>None: the bytes are the text.</summary>
    None,

    /// <summary>Only of the one kind that what they stand for always has: a backslash and a letter.</summary>
    Short,

    /// <summary>Also such as could be spelled otherwise.</summary>
    Any,
}
