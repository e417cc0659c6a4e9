using System.Buffers;

namespace PromptCaching.Bodies;

/// <summary>Cuts a server-sent event stream into events as its bytes pass by, in whatever pieces they come.</summary>
/// <remarks>Pushed, not pulled: the bytes belong to somebody else who reads them at their own pace.</remarks>
internal sealed class EventStreamScan(EventStreamScan.EventHandler onEvent)
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly ArrayBufferWriter<byte> _data = new();
    private readonly ArrayBufferWriter<byte> _name = new();
    private bool _hasData;
    private bool _skipLineFeed;
    private bool _started;

    public delegate void EventHandler(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
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
                _line.Write(bytes);
                return;
            }

            if (_line.WrittenCount == 0)
            {
                OnLine(bytes[..end]);
            }
            else
            {
                _line.Write(bytes[..end]);
                OnLine(_line.WrittenSpan);
                _line.ResetWrittenCount();
            }

            _skipLineFeed = bytes[end] == '\r';
            bytes = bytes[(end + 1)..];
        }
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
            return;
        }

        var colon = line.IndexOf((byte)':');
        var field = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? [] : line[(colon + 1)..];
        value = value is [(byte)' ', ..] ? value[1..] : value;
        if (field.SequenceEqual("data"u8))
        {
            if (_hasData)
            {
                _data.Write("\n"u8);
            }

            _data.Write(value);
            _hasData = true;
        }
        else if (field.SequenceEqual("event"u8))
        {
            _name.ResetWrittenCount();
            _name.Write(value);
        }
    }

    private void Dispatch()
    {
        if (_hasData)
        {
            onEvent(_name.WrittenSpan, _data.WrittenSpan);
        }

        _hasData = false;
        _data.ResetWrittenCount();
        _name.ResetWrittenCount();
    }
}
