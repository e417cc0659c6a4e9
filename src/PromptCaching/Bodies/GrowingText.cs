using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Text that comes in pieces: put together in a rented array, and of its own size once it is whole.</summary>
/// <remarks>An array that nobody brings back, as of a stream that was left, is lost to the pool and nothing worse.</remarks>
internal sealed class GrowingText(string beginning)
{
    private const int Room = 1024;
    private string? _only = beginning;
    private byte[] _utf8 = [];
    private int _length;
    private bool _isRented;
    private char _half;

    public bool IsEmpty => _only is { Length: 0 };

    public void Append(string? piece)
    {
        if (string.IsNullOrEmpty(piece))
        {
            return;
        }

        if (IsEmpty)
        {
            // Many a block has one piece: it is the text.
            _only = piece;
            return;
        }

        if (_only is { } first)
        {
            _only = null;
            Encode(first);
        }

        Encode(piece);
    }

    /// <summary>Gives the array back: no more is expected, though it may still come.</summary>
    public void End()
    {
        if (_isRented)
        {
            var rented = _utf8;
            (_utf8, _isRented) = (rented.AsSpan(0, _length).ToArray(), false);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (_only is not null)
        {
            JsonText.Write(writer, _only);
        }
        else if (_half == 0)
        {
            writer.WriteStringValue(_utf8.AsSpan(0, _length));
        }
        else
        {
            JsonText.Write(writer, ToString());
        }
    }

    public override string ToString() =>
        _only ?? Encoding.UTF8.GetString(_utf8, 0, _length) + (_half == 0 ? "" : _half);

    private void Encode(ReadOnlySpan<char> piece)
    {
        if (_half != 0)
        {
            // A stream cuts text anywhere: the halves of a pair that come in two pieces belong together.
            char[] joined = [_half, .. piece];
            _half = default;
            piece = joined;
        }

        if (char.IsHighSurrogate(piece[^1]))
        {
            _half = piece[^1];
            piece = piece[..^1];
        }

        MakeRoom(Encoding.UTF8.GetByteCount(piece));
        _length += Encoding.UTF8.GetBytes(piece, _utf8.AsSpan(_length));
    }

    private void MakeRoom(int more)
    {
        if (_utf8.Length - _length >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Room, Math.Max(_utf8.Length * 2, _length + more)));
        _utf8.AsSpan(0, _length).CopyTo(larger);
        var full = _utf8;
        var wasRented = _isRented;
        (_utf8, _isRented) = (larger, true);
        if (wasRented)
        {
            ArrayPool<byte>.Shared.Return(full);
        }
    }
}
