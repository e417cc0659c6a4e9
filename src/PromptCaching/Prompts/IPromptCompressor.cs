namespace PromptCaching.Prompts;

/// <summary>Says the text of a parameter in fewer words, before it is put into its place.</summary>
public interface IPromptCompressor
{
    /// <summary>Shortens a text.</summary>
    /// <param name="text">The value of a parameter that the template marks with <c>compress</c>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The shorter text; one that is not shorter is not taken.</returns>
    Task<string> CompressAsync(string text, CancellationToken cancellationToken);
}
