using PromptCaching.Guardrails.Redaction.Detection;
using PromptCaching.Guardrails.Redaction.Placeholders;
using PromptCaching.Guardrails.Redaction.Places;
using PromptCaching.Guardrails.Redaction.Texts;

namespace PromptCaching.Guardrails.Redaction;

/// <summary>Takes the texts of one conversation in order and notes what stands in for what.</summary>
internal sealed class RequestRedaction(PiiFinder finder, UserIds userIds, PlaceholderTable table)
{
    /// <param name="body">The body, as it came.</param>
    /// <param name="offset">Where it begins in what the splice is applied to.</param>
    /// <param name="places">The texts in it.</param>
    /// <param name="splice">What is to be replaced.</param>
    public void Run(ReadOnlySpan<byte> body, int offset, TextPlaces places, Splice splice)
    {
        foreach (var place in places.InOrder)
        {
            var raw = body.Slice(place.Start, place.Length);
            var text = JsonStringText.Read(raw);
            if (place.Role == TextRole.UserId)
            {
                RunUserId(text, offset + place.Start, place.Length, splice);
                continue;
            }

            var (character, at) = (0, 0);
            foreach (var (match, placeholder) in Replacements(text, place.Role))
            {
                at = JsonStringText.Advance(raw, at, match.Start - character);
                var end = JsonStringText.Advance(raw, at, match.Length);
                splice.Replace(offset + place.Start + at, end - at, JsonEscapes.BytesOf(placeholder));
                (character, at) = (match.End, end);
            }
        }
    }

    private List<(PiiMatch Match, string Placeholder)> Replacements(string text, TextRole role)
    {
        var found = finder.Find(text, table.Known, role == TextRole.Model);
        if (role == TextRole.Bound)
        {
            found.RemoveAll(static match => match.Kind != PiiKind.Literal);
        }

        var replacements = new List<(PiiMatch, string)>(found.Count);
        foreach (var match in found)
        {
            var value = text.Substring(match.Start, match.Length);
            var placeholder = match.Kind == PiiKind.Literal ? (role == TextRole.Bound ? table.Reserve(value) : table.OfLiteral(value))
                : table.Of(match.Kind, value);
            if (placeholder != value)
            {
                replacements.Add((match, placeholder));
            }
        }

        return role == TextRole.Bound ? replacements : WithRest(text, found, replacements);
    }

    /// <summary>What was found in one place is found in all others from here on, too: a name is told by the words around it only once.</summary>
    private List<(PiiMatch Match, string Placeholder)> WithRest(string text, List<PiiMatch> found, List<(PiiMatch Match, string Placeholder)> replacements)
    {
        var before = found.ToHashSet();
        PiiFinder.FindRest(text, table.Known, found);
        if (found.Count == before.Count)
        {
            return replacements;
        }

        replacements.AddRange(found
            .Where(match => !before.Contains(match))
            .Select(match => (match, table.Of(match.Kind, text.Substring(match.Start, match.Length)))));
        replacements.Sort(static (one, other) => one.Match.Start.CompareTo(other.Match.Start));
        return replacements;
    }

    private void RunUserId(string text, int start, int length, Splice splice)
    {
        var found = finder.Find(text, table.Known, isOfModel: false);
        if (found.Exists(static match => match.Kind != PiiKind.Literal))
        {
            splice.Replace(start, length, JsonEscapes.BytesOf(userIds.Of(text)));
        }
    }
}
