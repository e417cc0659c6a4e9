namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>Makes of matches that may overlap some that do not: the first in the list keep their place, of later ones what is left over is kept.</summary>
internal static class Overlaps
{
    /// <summary>Sorts matches by place; none that was found stays in the clear, not even in part.</summary>
    public static void Resolve(List<PiiMatch> matches, ReadOnlySpan<char> text)
    {
        var sorted = matches.ToList();
        sorted.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        if (AreApart(sorted))
        {
            matches.Clear();
            matches.AddRange(sorted);
            return;
        }

        // Each character belongs to the first match that covers it.
        var owners = new int[text.Length];
        for (var index = matches.Count - 1; index >= 0; index--)
        {
            owners.AsSpan(matches[index].Start, matches[index].Length).Fill(index + 1);
        }

        var all = matches.ToArray();
        matches.Clear();
        for (var at = 0; at < owners.Length;)
        {
            var owner = owners[at];
            var rest = owners.AsSpan(at).IndexOfAnyExcept(owner);
            var end = rest < 0 ? owners.Length : at + rest;
            if (owner > 0)
            {
                Keep(matches, text, at, end, all[owner - 1]);
            }

            at = end;
        }
    }

    /// <summary>Says whether a match overlaps one of others that are sorted and apart, and is not that one itself.</summary>
    public static bool TouchesAnother(PiiMatch match, List<PiiMatch> others)
    {
        var (low, high) = (0, others.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = others[middle].End <= match.Start ? (middle + 1, high) : (low, middle);
        }

        return low < others.Count && others[low].Start < match.End && others[low] != match;
    }

    private static void Keep(List<PiiMatch> matches, ReadOnlySpan<char> text, int start, int end, PiiMatch whole)
    {
        var isWhole = start == whole.Start && end == whole.End;
        while (!isWhole && start < end && !char.IsLetterOrDigit(text[start]) && !IsBracket(text[start]))
        {
            start++;
        }

        while (!isWhole && end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (start < end)
        {
            matches.Add(new PiiMatch(start, end - start, whole.Kind));
        }
    }

    private static bool AreApart(List<PiiMatch> matches)
    {
        for (var index = 1; index < matches.Count; index++)
        {
            if (matches[index].Start < matches[index - 1].End)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsBracket(char letter) => letter is '[' or '(' or '+';
}
