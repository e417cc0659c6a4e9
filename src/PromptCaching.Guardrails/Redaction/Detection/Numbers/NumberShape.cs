namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>The look of a number: <c>d</c> is a digit, <c>A</c> a letter, <c>X</c> either; all else stands for itself.</summary>
internal static class NumberShape
{
    public const int Longest = 32;

    /// <summary>Tells how the text looks from a place on, in the letters of shapes.</summary>
    /// <returns>How many characters were told.</returns>
    public static int Look(ref TextScan scan, int start, scoped Span<char> look)
    {
        var length = Math.Min(Longest, scan.Text.Length - start);
        for (var at = 0; at < length; at++)
        {
            var letter = scan.Text[start + at];
            look[at] = char.IsAsciiDigit(letter) ? 'd' : char.IsAsciiLetter(letter) ? 'A' : letter;
        }

        scan.Steps += length;
        return length;
    }

    /// <summary>Takes the letters and digits of a number that looks so and is no part of a longer one.</summary>
    /// <returns>How many there are; 0 where it looks otherwise.</returns>
    public static int Match(ref TextScan scan, int start, scoped ReadOnlySpan<char> look, string shape, scoped Span<char> taken)
    {
        // The sign for either stands last, or before a last digit; what stands before it tells enough.
        var either = shape.IndexOf('X', StringComparison.Ordinal);
        scan.Steps++;
        if (look.Length < shape.Length || !look.StartsWith(either < 0 ? shape : shape.AsSpan(0, either), StringComparison.Ordinal))
        {
            return 0;
        }

        var count = 0;
        for (var at = 0; at < shape.Length; at++)
        {
            scan.Steps++;
            var letter = scan.Text[start + at];
            var isTaken = shape[at] switch
            {
                'd' => char.IsAsciiDigit(letter),
                'A' => char.IsAsciiLetter(letter),
                'X' => char.IsAsciiLetterOrDigit(letter),
                _ => false,
            };
            if (isTaken)
            {
                taken[count++] = char.ToUpperInvariant(letter);
            }
            else if (shape[at] != letter)
            {
                return 0;
            }
        }

        return GoesOn(scan, start + shape.Length) || GoesOnBefore(scan, start) ? 0 : count;
    }

    /// <summary>Says whether a number goes on behind a place: <c>1-2</c> does in <c>1-2-3</c>, but not at the end of a sentence.</summary>
    public static bool GoesOn(scoped in TextScan scan, int end) =>
        scan.IsWordAt(end) || (end < scan.Text.Length && scan.Text[end] is '-' or '.' or '/' && scan.IsDigitAt(end + 1));

    public static bool GoesOnBefore(scoped in TextScan scan, int start) =>
        scan.IsWordAt(start - 1) || scan.IsAt(start - 1, '#') || scan.IsAt(start - 1, '$')
        || (start > 0 && scan.Text[start - 1] is '-' or '.' or '/' && scan.IsDigitAt(start - 2));
}
