namespace PromptCaching.Prompts;

/// <summary>How a text is kept apart from what stands around it.</summary>
internal enum EnclosureKind
{
    /// <summary>Between an opening and a closing tag.</summary>
    Element,

    /// <summary>Between two runs of three or more of one character: back-ticks, tildes, quotes.</summary>
    Run,

    /// <summary>Inside a tag, where attributes are.</summary>
    Tag,
}

/// <summary>Something that keeps a text apart.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Mark">The name of the element, or the run that opens; empty for a tag.</param>
internal readonly record struct Delimiter(EnclosureKind Kind, string Mark);

/// <summary>A stretch of a template between its delimiters, these included.</summary>
/// <param name="Delimiter">What keeps it apart.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index behind its last.</param>
internal readonly record struct Enclosure(Delimiter Delimiter, int Start, int End)
{
    public bool Holds(int index) => Start < index && index < End;
}
