namespace PromptCaching.Guardrails.Redaction.Restoring;

/// <summary>Cuts a stream into events, each with the empty line that ends it, and keeps what is not whole yet.</summary>
internal sealed class EventFrames
{
    private byte[] _bytes = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>How far the search for an empty line has come, and where its line begins.</summary>
    private int _searched;
    private int _line;

    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Finds the data of an event; those of several lines are left alone, as the API writes none.</summary>
    public static bool TryFindData(ReadOnlySpan<byte> whole, out int start, out int length)
    {
        (start, length) = (-1, 0);
        for (var at = 0; at < whole.Length;)
        {
            var distance = whole[at..].IndexOfAny((byte)'\n', (byte)'\r');
            var end = distance < 0 ? whole.Length : at + distance;
            if (whole[at..end].StartsWith("data:"u8))
            {
                if (start >= 0)
                {
                    return false;
                }

                start = at + "data:".Length;
                length = end - start;
            }

            at = end + 1;
        }

        return start >= 0;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _end < bytes.Length)
        {
            MakeRoom(bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Takes the next event; its bytes are good until more are added.</summary>
    public bool TryTake(bool isEnd, out ReadOnlyMemory<byte> whole)
    {
        whole = default;
        while (_searched < _end)
        {
            var distance = _bytes.AsSpan(_searched, _end - _searched).IndexOfAny((byte)'\n', (byte)'\r');
            if (distance < 0)
            {
                _searched = _end;
                return false;
            }

            var at = _searched + distance;
            var isCarriageReturn = _bytes[at] == '\r';
            if (isCarriageReturn && at + 1 == _end && !isEnd)
            {
                // A line feed may follow, and belongs to the same end of a line.
                _searched = at;
                return false;
            }

            var isEmpty = at == _line;
            at += isCarriageReturn && at + 1 < _end && _bytes[at + 1] == '\n' ? 2 : 1;
            _searched = _line = at;
            if (isEmpty)
            {
                whole = _bytes.AsMemory(_start, at - _start);
                _start = at;
                return true;
            }
        }

        return false;
    }

    private void MakeRoom(int more)
    {
        var length = _end - _start;
        var target = length + more <= _bytes.Length ? _bytes : new byte[Math.Max(_bytes.Length * 2, length + more)];
        _bytes.AsSpan(_start, length).CopyTo(target);
        (_bytes, _searched, _line, _start, _end) = (target, _searched - _start, _line - _start, 0, length);
    }
}
