using PromptCaching.CacheControl.Linting;

namespace PromptCaching.CacheControl;

/// <summary>Finds in the bodies of Messages requests what keeps the prompt cache from being read. Nothing is sent or changed.</summary>
public static class PrefixLint
{
    private const int CharactersPerToken = 4;

    /// <summary>Finds text that is likely to be another one in the next request: dates, times, ids, counters, random text.</summary>
    /// <remarks>
    /// Looked at is what later requests should repeat: tools, system prompt, and what the user said before the last user message, or marked in it
    /// ahead of its end. Answers, inputs and results of tools, and documents are not: they hold dates and ids, but those stay as they are.
    /// </remarks>
    /// <param name="body">The body of a request, UTF-8.</param>
    /// <returns>The findings in the order of the prompt; none when nothing looks volatile.</returns>
    /// <exception cref="ArgumentException">The body is not one JSON object.</exception>
    public static IReadOnlyList<VolatileText> FindVolatileText(ReadOnlyMemory<byte> body)
    {
        Fragment[] fragments = [.. LintedPrompt.Parse(body, nameof(body)).Prefix.SelectMany(PromptFragments.Of)];
        var behind = fragments.Sum(Characters);
        var findings = new List<VolatileText>();
        foreach (var fragment in fragments)
        {
            findings.AddRange(VolatileScan.In(fragment).Select(sighting => Finding(fragment, sighting, behind)));
            behind -= Characters(fragment);
        }

        return findings;
    }

    private static long Characters(Fragment fragment) => fragment.Text.Length + fragment.Overhead;

    private static VolatileText Finding(Fragment fragment, Sighting sighting, long characters) => new()
    {
        Kind = sighting.Kind,
        Severity = sighting.Severity,
        Place = fragment.Place,
        Offset = sighting.Offset,
        Length = sighting.Length,
        Excerpt = VolatileExcerpt.Of(fragment.Text, sighting.Offset..(sighting.Offset + sighting.Length), sighting.Kind),
        TokensAtStake = (int)((characters - sighting.Offset) / CharactersPerToken),
    };
}
