namespace CostExplorer.Workloads;

/// <summary>One line of a file: its number, counted from 1, and its bytes, which hold until the next line is read.</summary>
internal readonly record struct JsonLine(long Number, ReadOnlyMemory<byte> Text);

/// <summary>Reads a file line by line without ever holding more of it than the longest line.</summary>
internal sealed class JsonLines(Stream stream)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private long _number;
    private bool _isAtEnd;

    /// <summary>Gets how many bytes of the file are behind us.</summary>
    public long Position { get; private set; }

    /// <summary>Reads all lines but the blank ones, which still count.</summary>
    public IEnumerable<JsonLine> Read()
    {
        while (Next() is { } line)
        {
            _number++;
            var text = Trimmed(line);
            if (!text.IsEmpty)
            {
                yield return new JsonLine(_number, text);
            }
        }
    }

    private ReadOnlyMemory<byte>? Next()
    {
        var searched = 0;
        while (true)
        {
            var pending = _buffer.AsMemory(_start, _end - _start);
            if (pending.Span[searched..].IndexOf((byte)'\n') is var found and >= 0)
            {
                return Take(pending[..(searched + found)], 1);
            }

            if (_isAtEnd)
            {
                // A bare null would become an empty line here, by way of a null array.
                return pending.IsEmpty ? (ReadOnlyMemory<byte>?)null : Take(pending, 0);
            }

            searched = pending.Length;
            Fill();
        }
    }

    private ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> line, int separator)
    {
        _start += line.Length + separator;
        Position += line.Length + separator;
        return line;
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _end);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
    }

    private ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> line)
    {
        if (_number == 1 && line.Span.StartsWith(ByteOrderMark))
        {
            line = line[ByteOrderMark.Length..];
        }

        while (!line.IsEmpty && line.Span[^1] is (byte)'\r' or (byte)' ' or (byte)'\t')
        {
            line = line[..^1];
        }

        while (!line.IsEmpty && line.Span[0] is (byte)' ' or (byte)'\t')
        {
            line = line[1..];
        }

        return line;
    }
}
