using System.Text;
using PromptCaching.Guardrails.Redaction.Placeholders;
using PromptCaching.Guardrails.Redaction.Texts;

namespace PromptCaching.Guardrails.Redaction.Restoring;

/// <summary>The values of one request, by placeholder: puts them back into text.</summary>
internal sealed class RestoredValues(IReadOnlyDictionary<string, string> values)
{
    private readonly string[] _placeholders = [.. values.Keys.Order(StringComparer.Ordinal)];

    public bool IsEmpty => _placeholders.Length == 0;

    /// <summary>Leaves out values; their placeholders stay.</summary>
    public RestoredValues Where(Func<string, bool> isWanted) => new(values.Where(pair => isWanted(pair.Value)).ToDictionary(StringComparer.Ordinal));

    /// <summary>Puts values in place of the placeholders in a text, from left to right; a value is never looked at again.</summary>
    /// <param name="text">The text.</param>
    /// <param name="escaping">What the text is.</param>
    /// <param name="count">How many were replaced.</param>
    public string Restore(string text, Escaping escaping, out int count)
    {
        count = 0;
        StringBuilder? restored = null;
        var done = 0;
        foreach (var (start, length, value) in Find(text))
        {
            count++;
            restored ??= new StringBuilder(text.Length + 64);
            restored.Append(text, done, start - done).Append(escaping == Escaping.Json ? JsonEscapes.Of(value) : value);
            done = start + length;
        }

        return restored is null ? text : restored.Append(text, done, text.Length - done).ToString();
    }

    public IEnumerable<(int Start, int Length, string Value)> Find(string text)
    {
        for (var at = text.IndexOf(PlaceholderShape.Open, StringComparison.Ordinal); at >= 0; at = text.IndexOf(PlaceholderShape.Open, at + 1))
        {
            var length = PlaceholderShape.LengthAt(text.AsSpan(at), out _);
            if (length > 0 && values.TryGetValue(text.Substring(at, length), out var value))
            {
                yield return (at, length, value);
            }
        }
    }

    /// <summary>Counts the last characters of a text that may be the beginning of a placeholder; no more need be held back.</summary>
    public int OpenLength(ReadOnlySpan<char> text)
    {
        var start = text.LastIndexOf(PlaceholderShape.Open);
        return start >= 0 && IsBeginning(text[start..]) ? text.Length - start : 0;
    }

    private bool IsBeginning(ReadOnlySpan<char> text)
    {
        // The first placeholder in order that is not before the text is the one that begins with it, if one does.
        var (low, high) = (0, _placeholders.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _placeholders[middle].AsSpan().SequenceCompareTo(text) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low < _placeholders.Length && _placeholders[low].Length > text.Length && _placeholders[low].AsSpan().StartsWith(text, StringComparison.Ordinal);
    }
}
