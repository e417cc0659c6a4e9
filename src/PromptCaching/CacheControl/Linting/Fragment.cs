namespace PromptCaching.CacheControl.Linting;

/// <summary>A piece of a prompt's text with its place.</summary>
/// <param name="Place">Where it stands, in the API's path grammar.</param>
/// <param name="Text">The text.</param>
/// <param name="Origin">Who wrote it.</param>
internal sealed record Fragment(string Place, string Text, FragmentOrigin Origin)
{
    /// <summary>Gets the characters of the prompt that are not in the text: names and punctuation of schemas and inputs.</summary>
    public int Overhead { get; init; }
}
