namespace PromptCaching.CacheControl.Linting;

/// <summary>Finds volatile text in one piece of a prompt.</summary>
internal static class VolatileScan
{
    public static IEnumerable<Sighting> In(Fragment fragment)
    {
        if (fragment.Origin == FragmentOrigin.Record || fragment.Text.Length == 0)
        {
            return [];
        }

        var seen = new List<Sighting>();
        var taken = new List<Range>();
        foreach (var pattern in VolatilePatterns.All)
        {
            foreach (var match in pattern.Regex.EnumerateMatches(fragment.Text))
            {
                Consider(fragment, pattern, match.Index, match.Length, seen, taken);
            }
        }

        return seen.OrderBy(static sighting => sighting.Offset);
    }

    private static void Consider(Fragment fragment, VolatilePattern pattern, int index, int length, List<Sighting> seen, List<Range> taken)
    {
        if (taken.Exists(range => range.Start.Value < index + length && index < range.End.Value))
        {
            return;
        }

        taken.Add(index..(index + length));
        var value = pattern.Regex.Match(fragment.Text, index).Groups["value"];
        var (offset, size) = value.Success ? (value.Index, value.Length) : (index, length);
        if (VolatileRules.Accept(fragment, pattern, offset, size))
        {
            seen.Add(new Sighting(pattern.Kind, fragment.Origin == FragmentOrigin.Turn ? VolatileSeverity.Low : pattern.Severity, offset, size));
        }
    }
}

/// <summary>Volatile text within one piece of a prompt.</summary>
internal readonly record struct Sighting(VolatileKind Kind, VolatileSeverity Severity, int Offset, int Length);
