namespace PromptCaching.Bodies;

/// <summary>Cuts a body where something goes in: what stays of it and what is inserted, in turns.</summary>
internal static class Splices
{
    /// <param name="body">The original bytes.</param>
    /// <param name="splices">What to insert, in ascending order of offset; what is left out must not overlap.</param>
    /// <returns>Views of the body and of the inserts: nothing is copied.</returns>
    public static ReadOnlyMemory<byte>[] Pieces(ReadOnlyMemory<byte> body, IReadOnlyList<Splice> splices)
    {
        var pieces = new ReadOnlyMemory<byte>[(splices.Count * 2) + 1];
        var copied = 0;
        for (var index = 0; index < splices.Count; index++)
        {
            var splice = splices[index];
            pieces[index * 2] = body[copied..splice.Offset];
            pieces[(index * 2) + 1] = splice.Text;
            copied = splice.Offset + splice.Replaced;
        }

        pieces[^1] = body[copied..];
        return pieces;
    }

    /// <returns>All pieces in one; the body itself where nothing is inserted.</returns>
    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> body, IReadOnlyList<Splice> splices)
    {
        if (splices.Count == 0)
        {
            return body;
        }

        var pieces = Pieces(body, splices);
        var whole = new byte[pieces.Sum(static piece => piece.Length)];
        var written = 0;
        foreach (var piece in pieces)
        {
            piece.CopyTo(whole.AsMemory(written));
            written += piece.Length;
        }

        return whole;
    }
}
