namespace PromptCaching.Guardrails.Redaction.Placeholders;

/// <summary>Which placeholder stands for which value in one request; it lives as long as the call.</summary>
/// <remarks>
/// Numbers are given in the order of first appearance, and nothing looks ahead: turns that are appended never change what stands before them.
/// </remarks>
internal sealed class PlaceholderTable(bool restores)
{
    private readonly Dictionary<string, string> _placeholders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reserved = new(StringComparer.Ordinal);
    private readonly Dictionary<PiiKind, int> _numbers = [];
    private readonly Dictionary<PiiKind, int> _counts = [];

    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Gets how many places were replaced, by kind.</summary>
    public IReadOnlyDictionary<PiiKind, int> Counts => _counts;

    public KnownValues Known { get; } = new();

    /// <summary>Finds or makes what stands for a value; values are equal when every character is.</summary>
    public string Of(PiiKind kind, string value)
    {
        if (!_placeholders.TryGetValue(value, out var placeholder))
        {
            placeholder = Next(kind);
            _placeholders.Add(value, placeholder);
            _values.Add(placeholder, value);
            if (kind != PiiKind.Literal)
            {
                Known.Add(value, kind);
            }
        }

        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        return placeholder;
    }

    /// <summary>Says what stands for text of the caller's that looks like a placeholder.</summary>
    /// <remarks>
    /// Where nothing has that name yet, it keeps it and no value ever gets it, so a request that was redacted before comes out as it went in. Where a value
    /// has the name already, the text gets a placeholder of its own: the answer would have shown the value in its place. Where nothing is restored nothing
    /// can be confused, and the text is what an earlier answer said.
    /// </remarks>
    public string OfLiteral(string literal)
    {
        return restores && _values.ContainsKey(literal) ? Of(PiiKind.Literal, literal) : Reserve(literal);
    }

    /// <summary>Keeps a name free.</summary>
    public string Reserve(string literal)
    {
        _reserved.Add(literal);
        return literal;
    }

    private string Next(PiiKind kind)
    {
        while (true)
        {
            var number = _numbers.GetValueOrDefault(kind) + 1;
            _numbers[kind] = number;
            var placeholder = PlaceholderShape.Of(kind, number);
            if (!_reserved.Contains(placeholder))
            {
                return placeholder;
            }
        }
    }
}
