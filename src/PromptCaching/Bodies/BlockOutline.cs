namespace PromptCaching.Bodies;

/// <summary>One tool, system block or content block of a request body, by where its bytes stand.</summary>
internal sealed record BlockOutline
{
    public required PromptLevel Level { get; init; }

    /// <summary>Gets the message that holds the block; 0 for tools and system blocks.</summary>
    public required int Message { get; init; }

    /// <summary>Gets the place of the block among the blocks of its message, its system prompt or its tools.</summary>
    public required int Index { get; init; }

    /// <summary>Gets the offset of the first byte of the JSON value.</summary>
    public required int Start { get; init; }

    /// <summary>Gets the offset after the last byte of the JSON value.</summary>
    public required int End { get; init; }

    public required string? Type { get; init; }

    /// <summary>Gets a value indicating whether the block is a plain string, the API's shorthand for one text block.</summary>
    public required bool IsShorthand { get; init; }

    /// <summary>Gets or sets a value indicating whether the API accepts a marker here; known for certain when the whole message was read.</summary>
    public required bool CanCarryMarker { get; set; }

    /// <summary>Gets the caller's markers inside the block, those of nested blocks first.</summary>
    public required IReadOnlyList<MarkerOutline> Markers { get; init; }

    /// <summary>Gets a value indicating whether the block itself, not a block nested in it, has the caller's marker.</summary>
    public required bool IsMarked { get; init; }

    /// <summary>Gets a hash of what the block says, markers left out; a shorthand and the text block that it stands for have the same.</summary>
    public required ulong Hash { get; init; }

    /// <summary>Gets or sets who speaks; known when the whole message was read.</summary>
    public MessageRole Role { get; set; }

    /// <summary>Gets a value indicating whether the block is a tool that is loaded on demand: it is not part of the prompt.</summary>
    public bool IsDeferred { get; init; }

    public bool HasImage { get; init; }

    public bool HasCitations { get; init; }
}
