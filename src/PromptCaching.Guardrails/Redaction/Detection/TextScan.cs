namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>A text that is being searched, what was found in it, and how many characters were looked at.</summary>
/// <remarks>
/// Searches look at characters through here, and never further than a limit of theirs unless they go on behind what they looked at. So the steps are
/// a limited number for each character of the text, which a test counts.
/// </remarks>
internal ref struct TextScan(ReadOnlySpan<char> text, List<PiiMatch> found)
{
    public ReadOnlySpan<char> Text { get; } = text;

    public long Steps { get; set; }

    public readonly void Add(int start, int length, PiiKind kind) => found.Add(new PiiMatch(start, length, kind));

    /// <summary>Finds the next of some characters; the text's length where there is none.</summary>
    public int Next(int start, char wanted)
    {
        var distance = Text[start..].IndexOf(wanted);
        var at = distance < 0 ? Text.Length : start + distance;
        Steps += at - start + 1;
        return at;
    }

    public int NextDigit(int start)
    {
        var distance = Text[start..].IndexOfAnyInRange('0', '9');
        var at = distance < 0 ? Text.Length : start + distance;
        Steps += at - start + 1;
        return at;
    }

    /// <summary>Goes to the right while characters belong.</summary>
    /// <returns>The index of the first that does not, or the limit.</returns>
    public int Right(int start, int most, Func<char, bool> belongs)
    {
        var at = start;
        var limit = (int)Math.Min(Text.Length, (long)start + most);
        while (at < limit && belongs(Text[at]))
        {
            at++;
        }

        Steps += at - start + 1;
        return at;
    }

    /// <summary>Goes to the left while characters belong.</summary>
    /// <returns>The index of the first that belongs.</returns>
    public int Left(int end, int most, Func<char, bool> belongs)
    {
        var at = end;
        var limit = Math.Max(0, end - most);
        while (at > limit && belongs(Text[at - 1]))
        {
            at--;
        }

        Steps += end - at + 1;
        return at;
    }

    /// <summary>Says whether one of some words stands shortly before a place.</summary>
    public bool HasCue(int start, int reach, ReadOnlySpan<string> words)
    {
        var before = Text[Math.Max(0, start - reach)..start];
        Steps += (long)before.Length * words.Length;
        foreach (var word in words)
        {
            var at = before.LastIndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && !IsOfWord(before, at - 1) && !IsOfWord(before, at + word.Length))
            {
                return true;
            }
        }

        return false;
    }

    public readonly bool IsAt(int at, char letter) => at >= 0 && at < Text.Length && Text[at] == letter;

    public readonly bool IsDigitAt(int at) => at >= 0 && at < Text.Length && char.IsAsciiDigit(Text[at]);

    /// <summary>Says whether a letter or a digit stands there: then what ends or begins beside it is part of a longer word.</summary>
    public readonly bool IsWordAt(int at) => at >= 0 && at < Text.Length && Letters.IsOfWord(Text[at]);

    /// <summary>Says whether a word goes on there; digits may follow one, an underscore may not: a placeholder is no cue.</summary>
    private static bool IsOfWord(ReadOnlySpan<char> text, int at) => at >= 0 && at < text.Length && Letters.IsOfWord(text[at]) && !char.IsAsciiDigit(text[at]);
}
