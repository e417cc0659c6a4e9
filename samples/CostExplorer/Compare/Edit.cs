namespace CostExplorer.Compare;

/// <summary>A piece of a body that is left out, and what stands there instead.</summary>
internal readonly record struct Edit(int Start, int Length, ReadOnlyMemory<byte> Insert)
{
    /// <summary>Applies edits that do not overlap to a copy of the body.</summary>
    public static byte[] Apply(ReadOnlySpan<byte> body, IEnumerable<Edit> edits)
    {
        var ordered = edits.OrderBy(static edit => edit.Start).ThenBy(static edit => edit.Length).ToArray();
        var result = new byte[body.Length + ordered.Sum(static edit => edit.Insert.Length - edit.Length)];
        var (from, to) = (0, 0);
        foreach (var edit in ordered)
        {
            body[from..edit.Start].CopyTo(result.AsSpan(to));
            to += edit.Start - from;
            edit.Insert.Span.CopyTo(result.AsSpan(to));
            to += edit.Insert.Length;
            from = edit.Start + edit.Length;
        }

        body[from..].CopyTo(result.AsSpan(to));
        return result;
    }
}
