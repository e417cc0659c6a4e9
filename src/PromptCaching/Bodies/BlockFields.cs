namespace PromptCaching.Bodies;

/// <summary>The fields of a block that decide whether it can carry a marker.</summary>
internal sealed class BlockFields
{
    public string? Type { get; set; }

    public bool HasText { get; set; }

    public bool IsDeferred { get; set; }

    public bool IsCalledFromCode { get; set; }

    /// <summary>Gets or sets a value indicating whether the key is there at all; a second one would not be valid, even beside a null.</summary>
    public bool HasCacheControl { get; set; }

    public MarkerOutline? Own { get; set; }

    public List<MarkerOutline> Nested { get; } = [];

    public IReadOnlyList<MarkerOutline> Markers => Own is { } own ? [.. Nested, own] : Nested;
}
