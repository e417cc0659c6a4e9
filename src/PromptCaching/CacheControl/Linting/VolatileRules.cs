namespace PromptCaching.CacheControl.Linting;

/// <summary>Tells text that changes from what is only spelled like it: examples, versions, links, round times, made-up ids.</summary>
internal static class VolatileRules
{
    /// <summary>Fewer different digits than this, and an id was made up by a person.</summary>
    private const int FewestDifferent = 6;

    private static readonly string[] MadeUp = ["test", "example", "sample", "demo", "your", "abc123", "12345", "xxx"];

    public static bool Accept(Fragment fragment, VolatilePattern pattern, int offset, int length)
    {
        var text = fragment.Text;
        if (Surroundings.IsInAddress(text, offset))
        {
            return false;
        }

        var value = text.AsSpan(offset, length);
        var tense = Surroundings.Of(text, offset, length);
        if (fragment.Origin == FragmentOrigin.SchemaDefault)
        {
            return pattern.IsClock ? pattern.Needs == Evidence.Spelling && !IsRound(value) : IsRandom(value);
        }

        return pattern.IsClock
            ? tense == Tense.Present || (tense == Tense.Unsaid && TellsByItself(fragment, pattern, value))
            : tense != Tense.Elsewhen && (pattern.IsLabelled
                ? fragment.Origin != FragmentOrigin.Schema && (pattern.Kind == VolatileKind.EpochTime || IsRandom(value))
                : fragment.Origin == FragmentOrigin.Instructions && IsRandom(value) && !IsDigest(text, offset, length));
    }

    private static bool TellsByItself(Fragment fragment, VolatilePattern pattern, ReadOnlySpan<char> value) =>
        pattern.Needs == Evidence.Spelling && fragment.Origin == FragmentOrigin.Instructions && !IsRound(value);

    /// <summary>One clock reading in 3,600 is a full hour; one in a text that nobody read off a clock mostly is.</summary>
    private static bool IsRound(ReadOnlySpan<char> time) => time.IndexOf(":00:00", StringComparison.Ordinal) >= 0;

    /// <summary>As long as what git names a commit by, or SHA-256 a content, or called a digest.</summary>
    private static bool IsDigest(string text, int offset, int length) => length is 40 or 64 || Surroundings.IsDigest(text, offset);

    /// <summary>Ids in documentation repeat, count or say that they are examples: 00000000-…, 12345678-1234-…, session-abc123.</summary>
    private static bool IsRandom(ReadOnlySpan<char> value)
    {
        foreach (var word in MadeUp)
        {
            if (value.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        var different = new HashSet<char>();
        var steps = 0;
        for (var index = 0; index < value.Length; index++)
        {
            different.Add(char.ToLowerInvariant(value[index]));
            steps += index > 0 && value[index] - value[index - 1] is 0 or 1 ? 1 : 0;
        }

        return value.Length < 16 || (different.Count >= FewestDifferent && 2 * steps < value.Length);
    }
}
