namespace PromptCaching.Bodies;

/// <summary>The fields of a block that decide whether it can carry a marker, and where its markers stand.</summary>
internal ref struct BlockFields
{
    public string? Type;

    /// <summary>Where the JSON string of <c>text</c> stands, quotes included.</summary>
    public Range Text;

    public bool HasText;

    /// <summary>Whether the block says anything beside <c>type</c>, <c>text</c> and its marker.</summary>
    public bool HasMore;

    public bool IsDeferred;

    public bool IsCalledFromCode;

    /// <summary>Whether the key is there at all; a second one would not be valid, even beside a null.</summary>
    public bool HasCacheControl;

    public bool HasImage;

    public bool HasCitations;

    public MarkerOutline? Own;

    public List<MarkerOutline>? Nested;

    /// <summary>The bytes that say nothing but markers, each with the comma that goes with it, in ascending order.</summary>
    public List<Range>? Cuts;

    public readonly IReadOnlyList<MarkerOutline> Markers =>
        (Own, Nested) switch
        {
            (null, null) => Array.Empty<MarkerOutline>(),
            (null, _) => Nested,
            ({ } own, null) => [own],
            ({ } own, _) => [.. Nested, own],
        };
}
