using System.Buffers;

namespace PromptCaching.Bodies;

/// <summary>Cuts a server-sent event stream into events as its bytes pass by, in whatever pieces they come.</summary>
/// <remarks>Pushed, not pulled: the bytes belong to somebody else who reads them at their own pace.</remarks>
/// <param name="onEvent">Gets each event.</param>
/// <param name="longest">The data of an event that is longer than this many bytes come as none.</param>
internal sealed class EventStreamScan(EventStreamScan.EventHandler onEvent, int longest = int.MaxValue)
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly ArrayBufferWriter<byte> _data = new();
    private readonly ArrayBufferWriter<byte> _name = new();
    private bool _hasData;
    private bool _isLineCut;
    private bool _isDataLost;
    private bool _skipLineFeed;
    private bool _started;

    public delegate void EventHandler(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data);

    private static ReadOnlySpan<byte> NameField => "event: "u8;

    private static ReadOnlySpan<byte> DataField => "data: "u8;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private bool IsBetweenEvents => _started && !_hasData && !_skipLineFeed && _line.WrittenCount == 0 && _name.WrittenCount == 0;

    /// <summary>Nearly every event is a name and one line of data that stand together in what has come: then nothing is copied.</summary>
    /// <returns>How long the event is; 0 when what comes first is not all of such an event.</returns>
    public static int TryReadUsual(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> data)
    {
        name = [];
        data = [];
        if (!bytes.StartsWith(NameField))
        {
            return 0;
        }

        var nameEnd = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        if (nameEnd < 0 || !bytes[nameEnd..].StartsWith("\ndata: "u8))
        {
            return 0;
        }

        var rest = bytes[(nameEnd + "\ndata: ".Length)..];
        var dataEnd = rest.IndexOfAny((byte)'\n', (byte)'\r');
        if (dataEnd < 0 || !rest[dataEnd..].StartsWith("\n\n"u8))
        {
            return 0;
        }

        name = bytes[NameField.Length..nameEnd];
        data = rest[..dataEnd];
        return nameEnd + "\ndata: ".Length + dataEnd + "\n\n".Length;
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        // Only what may begin with a byte order mark needs a first line.
        _started |= !bytes.IsEmpty && bytes[0] != ByteOrderMark[0] && _line.WrittenCount == 0;
        while (!bytes.IsEmpty)
        {
            if (IsBetweenEvents && TryReadUsual(bytes, out var name, out var data) is > 0 and var length)
            {
                onEvent(name, data.Length > longest ? [] : data);
                bytes = bytes[length..];
                continue;
            }

            if (_skipLineFeed)
            {
                _skipLineFeed = false;
                if (bytes[0] == '\n')
                {
                    bytes = bytes[1..];
                    continue;
                }
            }

            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                WriteLine(bytes);
                return;
            }

            if (_line.WrittenCount == 0)
            {
                OnLine(bytes[..end]);
            }
            else
            {
                WriteLine(bytes[..end]);
                OnLine(_line.WrittenSpan);
                _line.ResetWrittenCount();
                _isLineCut = false;
            }

            _skipLineFeed = bytes[end] == '\r';
            bytes = bytes[(end + 1)..];
        }
    }

    private void WriteLine(ReadOnlySpan<byte> bytes)
    {
        var room = (long)longest + DataField.Length - _line.WrittenCount;
        _isLineCut |= bytes.Length > room;
        _line.Write(_isLineCut ? bytes[..(int)Math.Min(room, bytes.Length)] : bytes);
    }

    private void OnLine(ReadOnlySpan<byte> line)
    {
        if (!_started)
        {
            _started = true;
            line = line.StartsWith(ByteOrderMark) ? line[ByteOrderMark.Length..] : line;
        }

        if (line.IsEmpty)
        {
            Dispatch();
        }
        else if (line.StartsWith("data: "u8))
        {
            AddData(line["data: ".Length..]);
        }
        else if (line.StartsWith("event: "u8))
        {
            SetName(line["event: ".Length..]);
        }
        else
        {
            OnUnusualLine(line);
        }
    }

    private void OnUnusualLine(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var field = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? [] : line[(colon + 1)..];
        value = value is [(byte)' ', ..] ? value[1..] : value;
        if (field.SequenceEqual("data"u8))
        {
            AddData(value);
        }
        else if (field.SequenceEqual("event"u8))
        {
            SetName(value);
        }
    }

    private void AddData(ReadOnlySpan<byte> value)
    {
        _isDataLost |= _isLineCut || _data.WrittenCount + (long)value.Length > longest;
        if (!_isDataLost)
        {
            if (_hasData)
            {
                _data.Write("\n"u8);
            }

            _data.Write(value);
        }

        _hasData = true;
    }

    private void SetName(ReadOnlySpan<byte> value)
    {
        _name.ResetWrittenCount();
        _name.Write(value);
    }

    private void Dispatch()
    {
        if (_hasData)
        {
            onEvent(_name.WrittenSpan, _isDataLost ? [] : _data.WrittenSpan);
        }

        _hasData = _isDataLost = false;
        _data.ResetWrittenCount();
        _name.ResetWrittenCount();
    }
}
