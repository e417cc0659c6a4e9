namespace PromptCaching.Guardrails.Redaction;

/// <summary>Finds what needs knowledge of language: names, postal addresses, terms of a trade.</summary>
/// <remarks>
/// The same text must give the same matches, always and in every process: what is replaced in one turn must be replaced in all later ones, or the prompt
/// cache misses and thinking blocks no longer fit. It is called once for each text of each request, by many calls at once.
/// </remarks>
public interface IPiiDetector
{
    /// <summary>Finds values in a text.</summary>
    /// <param name="text">The text, as the caller wrote it.</param>
    /// <returns>The matches in any order; where they overlap others, those of patterns and of this library are kept whole.</returns>
    IEnumerable<PiiMatch> Find(string text);
}
