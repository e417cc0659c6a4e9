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
    /// <param name="body">The body of a request, UTF-8; of a request of our client, <c>request.ToUtf8Bytes()</c>.</param>
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

    /// <summary>Finds the first thing in which each request departs from an earlier one whose prompt-cache entries it should read.</summary>
    /// <remarks>
    /// A request is compared with the earlier one whose conversation it continues furthest; one that continues none, with its neighbour, and then
    /// in tools, system prompt and what is rendered with them alone. Another question to the same history is no drift, nor is a moved marker.
    /// White space and escapes do not count, nor does the order of keys outside of schemas and inputs. Beta headers, which may count, are not seen.
    /// </remarks>
    /// <param name="bodies">The bodies of the requests, UTF-8, in the order in which they are sent.</param>
    /// <returns>At most one finding for each request after the first.</returns>
    /// <exception cref="ArgumentException">A body is not one JSON object.</exception>
    public static IReadOnlyList<PrefixDrift> FindDrift(params ReadOnlyMemory<byte>[] bodies)
    {
        ArgumentNullException.ThrowIfNull(bodies);
        LintedPrompt[] prompts = [.. bodies.Select(static body => LintedPrompt.Parse(body, nameof(bodies)))];
        return [.. Enumerable.Range(1, Math.Max(0, prompts.Length - 1)).Select(later => Drift(prompts, later)).OfType<PrefixDrift>()];
    }

    /// <summary>Finds parameters of a template that stand in front of text which all requests share: with another value none of it is read.</summary>
    /// <param name="pieces">Text and places in the order in which they are sent.</param>
    /// <returns>At most one finding for the system prompt and one for the messages: the first parameter that has such text behind it.</returns>
    public static IReadOnlyList<EarlyParameter> FindEarlyParameters(IEnumerable<PromptPiece> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        return [.. EarlyParameters.In([.. pieces])];
    }

    private static PrefixDrift? Drift(LintedPrompt[] prompts, int later)
    {
        var (earlier, conversation) = Enumerable.Range(0, later)
            .Select(index => (Index: index, Comparison: new ConversationComparison(prompts[index], prompts[later])))
            .MaxBy(static pair => (pair.Comparison.IsSame, pair.Comparison.Shared, pair.Index));
        earlier = conversation.IsSame ? earlier : later - 1;
        return PrefixComparison.First(prompts[earlier], prompts[later], conversation) is not { } drift ? null : new PrefixDrift
        {
            Earlier = earlier,
            Later = later,
            IsSameConversation = conversation.IsSame,
            Kind = drift.Kind,
            Place = drift.Place,
            Offset = drift.Offset,
            Difference = drift.Difference,
            TokensAtStake = (int)(prompts[earlier].Rendered.Skip(drift.Position).SelectMany(PromptFragments.Of).Sum(Characters) / CharactersPerToken),
        };
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
