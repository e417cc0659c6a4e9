namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>The bytes of an answer as they come, for any number of readers, each at a place of its own. Not safe for threads by itself.</summary>
internal sealed class AnswerBytes
{
    private const int FirstChunk = 4096;
    private const int LaterChunk = 16384;
    private readonly int _maxBytes;
    private AnswerChunk? _first;
    private AnswerChunk _last;
    private long _length;

    /// <param name="maxBytes">An answer longer than this keeps only what its readers have not read yet.</param>
    public AnswerBytes(int maxBytes)
    {
        _maxBytes = maxBytes;
        _first = _last = new AnswerChunk(FirstChunk);
    }

    /// <summary>Gets the place at the beginning; <see langword="null"/> when the beginning is gone.</summary>
    public AnswerPosition? Beginning => _first is { } first ? new AnswerPosition(first, 0) : null;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        if (_length > _maxBytes)
        {
            _first = null;
        }

        while (!bytes.IsEmpty)
        {
            if (_last.Length == _last.Bytes.Length)
            {
                _last = _last.Next = new AnswerChunk(LaterChunk);
            }

            var count = Math.Min(bytes.Length, _last.Bytes.Length - _last.Length);
            bytes[..count].CopyTo(_last.Bytes.AsSpan(_last.Length));
            _last.Length += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Copies what stands at a place and moves the place on.</summary>
    /// <returns>How much; 0 when nothing has come there yet.</returns>
    public static int Read(ref AnswerPosition position, Span<byte> buffer)
    {
        var (chunk, offset) = position;
        if (offset == chunk.Length && chunk.Next is { } next)
        {
            (chunk, offset) = (next, 0);
        }

        var count = Math.Min(buffer.Length, chunk.Length - offset);
        chunk.Bytes.AsSpan(offset, count).CopyTo(buffer);
        position = new AnswerPosition(chunk, offset + count);
        return count;
    }

    public static bool IsLast(AnswerPosition position) => position.Offset == position.Chunk.Length && position.Chunk.Next is null;

    /// <summary>Puts everything into one array.</summary>
    /// <param name="last">What comes after all that was appended.</param>
    /// <returns><see langword="null"/> when it is too long to be kept.</returns>
    public byte[]? ToArray(ReadOnlySpan<byte> last)
    {
        if (_first is null || _length + last.Length > _maxBytes)
        {
            return null;
        }

        var all = new byte[_length + last.Length];
        var at = 0;
        for (var chunk = _first; chunk is not null; chunk = chunk.Next)
        {
            chunk.Bytes.AsSpan(0, chunk.Length).CopyTo(all.AsSpan(at));
            at += chunk.Length;
        }

        last.CopyTo(all.AsSpan(at));
        return all;
    }
}
