using PromptCaching.Guardrails.Redaction.Detection;

namespace PromptCaching.Guardrails.Redaction.Placeholders;

/// <summary>The values that were replaced before: found again wherever they stand, also where nothing around them says what they are.</summary>
/// <remarks>A tree of characters with a limited number of values of limited length: a search takes a limited number of steps for each character.</remarks>
internal sealed class KnownValues
{
    private const int Shortest = 3;
    private const int Longest = 128;
    private const int Most = 4096;

    private readonly Dictionary<(int Node, char Letter), int> _edges = [];
    private readonly List<PiiKind?> _ends = [null];
    private UInt128 _firstLetters;
    private bool _hasOtherFirstLetters;
    private int _count;

    public bool IsEmpty => _count == 0;

    public void Add(string value, PiiKind kind)
    {
        if (value.Length is < Shortest or > Longest || _count == Most)
        {
            return;
        }

        _count++;
        _firstLetters |= char.IsAscii(value[0]) ? UInt128.One << value[0] : UInt128.Zero;
        _hasOtherFirstLetters |= !char.IsAscii(value[0]);
        var node = 0;
        foreach (var letter in value)
        {
            if (!_edges.TryGetValue((node, letter), out var next))
            {
                next = _ends.Count;
                _ends.Add(null);
                _edges.Add((node, letter), next);
            }

            node = next;
        }

        _ends[node] = kind;
    }

    /// <summary>Finds the longest value that begins here and is no part of a longer word.</summary>
    /// <returns>Its length, 0 where there is none, and its kind.</returns>
    public (int Length, PiiKind Kind) Find(ReadOnlySpan<char> text, int start, ref long steps)
    {
        // Nearly every character is none that a value begins with.
        var first = text[start];
        if (!(char.IsAscii(first) ? (_firstLetters >> first & UInt128.One) != UInt128.Zero : _hasOtherFirstLetters))
        {
            return default;
        }

        if (start > 0 && Letters.IsLetterOrDigit(text[start]) && Letters.IsLetterOrDigit(text[start - 1]))
        {
            return default;
        }

        var node = 0;
        (int Length, PiiKind Kind) longest = default;
        for (var at = start; at < text.Length && _edges.TryGetValue((node, text[at]), out node); at++)
        {
            steps++;
            var isWhole = at + 1 == text.Length || !Letters.IsLetterOrDigit(text[at]) || !Letters.IsLetterOrDigit(text[at + 1]);
            longest = _ends[node] is { } kind && isWhole ? (at + 1 - start, kind) : longest;
        }

        return longest;
    }
}
