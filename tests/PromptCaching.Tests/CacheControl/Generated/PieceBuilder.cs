using System.Text;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>Puts pieces together and keeps count of where their places have moved to.</summary>
internal sealed class PieceBuilder
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _places = [];

    public PieceBuilder Add(string raw)
    {
        _text.Append(raw);
        return this;
    }

    public PieceBuilder Add(Piece piece)
    {
        foreach (var place in piece.Places)
        {
            _places.Add(place + _text.Length);
        }

        _text.Append(piece.Text);
        return this;
    }

    /// <summary>Makes the piece.</summary>
    /// <param name="own">The offset at which the object as a whole takes a marker, which comes after those of what it holds.</param>
    public Piece Build(int? own = null) => new(_text.ToString(), own is { } place ? [.. _places, place] : [.. _places]);

    public int Length => _text.Length;
}
