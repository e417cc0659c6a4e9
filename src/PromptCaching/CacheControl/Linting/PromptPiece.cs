namespace PromptCaching.CacheControl;

/// <summary>A stretch of a prompt that is not filled in yet: text, or the place of a parameter.</summary>
/// <param name="Place">Where it will stand, as the API's own messages name places, such as <c>system.0.text</c>.</param>
/// <param name="Text">The text; of a parameter its name.</param>
/// <param name="Line">The number of the line where it is written, from 1; 0 when it has none.</param>
public sealed record PromptPiece(string Place, string Text, int Line = 0)
{
    /// <summary>Gets a value indicating whether it is the place of a parameter.</summary>
    public bool IsParameter { get; init; }
}
