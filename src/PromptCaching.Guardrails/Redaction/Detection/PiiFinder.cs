using PromptCaching.Guardrails.Redaction.Placeholders;

namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>Finds everything in a text that is to be replaced, by what the options want.</summary>
internal sealed class PiiFinder
{
    private readonly HashSet<PiiKind> _kinds;
    private readonly PiiPattern[] _patterns;
    private readonly IPiiDetector[] _detectors;
    private readonly HashSet<string> _labels;

    public PiiFinder(RedactionOptions options)
    {
        _kinds = [.. options.Kinds];
        _patterns = [.. options.Patterns];
        _detectors = [.. options.Detectors];
        _labels = [.. PiiKind.BuiltIn.Select(static kind => kind.Label), .. _patterns.Select(static pattern => pattern.Kind.Label), PiiKind.Literal.Label];
    }

    /// <summary>Finds what stands in a text, sorted and apart; text that looks like a placeholder is of the kind <see cref="PiiKind.Literal"/>.</summary>
    public List<PiiMatch> Find(string text, KnownValues known, bool isOfModel)
    {
        var found = new List<PiiMatch>();
        FindLiterals(text, found);
        var literals = found.Count;
        if (isOfModel)
        {
            FindKnown(text, known, found);
        }

        var restored = found.GetRange(literals, found.Count - literals);

        foreach (var pattern in _patterns)
        {
            foreach (var match in pattern.Expression.EnumerateMatches(text))
            {
                Add(found, text, new PiiMatch(match.Index, match.Length, pattern.Kind));
            }
        }

        var before = found.Count;
        Searches.Find(text, found);
        RemoveUnwanted(found, before);
        foreach (var match in _detectors.SelectMany(detector => detector.Find(text)))
        {
            Add(found, text, match);
        }

        // What the model wrote around a value is not part of one: it wrote a placeholder there.
        if (restored.Count > 0)
        {
            found.RemoveAll(match => match.Kind != PiiKind.Literal && Overlaps.TouchesAnother(match, restored));
        }

        Overlaps.Resolve(found, text);
        return found;
    }

    /// <summary>Finds, between matches, the values that are known by now.</summary>
    public static void FindRest(string text, KnownValues known, List<PiiMatch> found)
    {
        if (known.IsEmpty)
        {
            return;
        }

        var before = found.Count;
        FindKnown(text, known, found);
        if (found.Count > before)
        {
            Overlaps.Resolve(found, text);
        }
    }

    private static void FindKnown(string text, KnownValues known, List<PiiMatch> found)
    {
        var steps = 0L;
        for (var at = 0; at < text.Length && !known.IsEmpty; at++)
        {
            var (length, kind) = known.Find(text, at, ref steps);
            if (length > 0)
            {
                found.Add(new PiiMatch(at, length, kind));
                at += length - 1;
            }
        }
    }

    private static void Add(List<PiiMatch> found, string text, PiiMatch match)
    {
        if (match.Length == 0)
        {
            return;
        }

        if (match.Start < 0 || match.Length < 0 || match.End > text.Length || !PlaceholderShape.IsLabel(match.Kind.Label))
        {
            throw new InvalidOperationException(
                $"A detector found a {match.Kind} at {match.Start} of length {match.Length} in a text of {text.Length} characters; "
                + "it must stay within the text, and its label have capital letters, digits and underscores only.");
        }

        found.Add(match);
    }

    private void FindLiterals(string text, List<PiiMatch> found)
    {
        for (var at = text.IndexOf(PlaceholderShape.Open, StringComparison.Ordinal); at >= 0; at = text.IndexOf(PlaceholderShape.Open, at + 1))
        {
            var length = PlaceholderShape.LengthAt(text.AsSpan(at), out var label);
            if (length > 0 && _labels.GetAlternateLookup<ReadOnlySpan<char>>().Contains(label))
            {
                found.Add(new PiiMatch(at, length, PiiKind.Literal));
            }
        }
    }

    private void RemoveUnwanted(List<PiiMatch> found, int first)
    {
        for (var index = found.Count - 1; index >= first; index--)
        {
            if (!_kinds.Contains(found[index].Kind))
            {
                found.RemoveAt(index);
            }
        }
    }
}
