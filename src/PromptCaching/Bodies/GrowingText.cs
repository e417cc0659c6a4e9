using System.Buffers;

namespace PromptCaching.Bodies;

/// <summary>Text that comes in pieces: put together in a rented array, and of its own size once it is whole.</summary>
/// <remarks>An array that nobody brings back, as of a stream that was left, is lost to the pool and nothing worse.</remarks>
internal sealed class GrowingText(string beginning)
{
    private const int Room = 512;
    private string _whole = beginning;
    private char[]? _rented;
    private int _length;

    public bool IsEmpty => _length == 0 && _whole.Length == 0;

    public void Append(string? piece)
    {
        if (string.IsNullOrEmpty(piece))
        {
            return;
        }

        if (IsEmpty)
        {
            // Many a block has one piece: it is the text.
            _whole = piece;
            return;
        }

        if (_rented is null)
        {
            _length = _whole.Length;
            _rented = ArrayPool<char>.Shared.Rent(Math.Max(Room, _length + piece.Length));
            _whole.CopyTo(_rented);
            _whole = "";
        }
        else if (_rented.Length - _length < piece.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(_rented.Length * 2, _length + piece.Length));
            _rented.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_rented);
            _rented = larger;
        }

        piece.CopyTo(_rented.AsSpan(_length));
        _length += piece.Length;
    }

    /// <summary>Gives the array back: no more is expected, though it may still come.</summary>
    public void End()
    {
        if (_rented is { } rented)
        {
            (_whole, _rented, _length) = (new string(rented, 0, _length), null, 0);
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    public override string ToString() => _rented is null ? _whole : new string(_rented, 0, _length);
}
