using System.Text.Json;

namespace CostExplorer.Compare;

/// <summary>Reads the outline of a body in one pass over its bytes. Whatever is not of the expected shape is passed over.</summary>
internal ref struct BodyScan
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly List<Edit> _markers = [];
    private Utf8JsonReader _reader;

    private BodyScan(ReadOnlySpan<byte> body)
    {
        _body = body;
        _reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 256 });
    }

    public static BodyOutline Read(ReadOnlySpan<byte> body) => new BodyScan(body).Read();

    private BodyOutline Read()
    {
        _reader.Read();
        var start = (int)_reader.BytesConsumed;
        List<Block> tools = [], system = [];
        List<MessageOutline> messages = [];
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("tools"u8))
            {
                tools = Contents();
            }
            else if (_reader.ValueTextEquals("system"u8))
            {
                system = Contents();
            }
            else if (_reader.ValueTextEquals("messages"u8))
            {
                messages = Messages();
            }
            else if (_reader.ValueTextEquals("cache_control"u8))
            {
                Cut();
            }
            else
            {
                PassOver();
            }
        }

        return new BodyOutline(start, tools, system, messages, _markers);
    }

    private List<MessageOutline> Messages()
    {
        var messages = new List<MessageOutline>();
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            _reader.Skip();
            return messages;
        }

        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (_reader.TokenType == JsonTokenType.StartObject)
            {
                messages.Add(Message());
            }
            else
            {
                _reader.Skip();
            }
        }

        return messages;
    }

    private MessageOutline Message()
    {
        var isUser = false;
        List<Block> blocks = [];
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("role"u8))
            {
                _reader.Read();
                isUser = _reader.TokenType == JsonTokenType.String && _reader.ValueTextEquals("user"u8);
                _reader.Skip();
            }
            else if (_reader.ValueTextEquals("content"u8))
            {
                blocks = Contents();
            }
            else
            {
                PassOver();
            }
        }

        return new MessageOutline(isUser, blocks);
    }

    /// <summary>Reads a value that is a string or an array of blocks.</summary>
    private List<Block> Contents()
    {
        var blocks = new List<Block>();
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.String)
        {
            blocks.Add(new Block((int)_reader.TokenStartIndex, (int)_reader.BytesConsumed, IsString: true, IsMarkable: !IsBlank()));
        }

        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            _reader.Skip();
            return blocks;
        }

        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (_reader.TokenType == JsonTokenType.StartObject)
            {
                blocks.Add(ReadBlock());
            }
            else
            {
                _reader.Skip();
            }
        }

        return blocks;
    }

    private Block ReadBlock()
    {
        var start = (int)_reader.TokenStartIndex;
        var isMarkable = true;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("type"u8))
            {
                _reader.Read();
                isMarkable &= !(_reader.TokenType == JsonTokenType.String && IsOfUnmarkableType());
                _reader.Skip();
            }
            else if (_reader.ValueTextEquals("text"u8))
            {
                _reader.Read();
                isMarkable &= _reader.TokenType != JsonTokenType.String || !IsBlank();
                _reader.Skip();
            }
            else if (_reader.ValueTextEquals("defer_loading"u8))
            {
                _reader.Read();
                isMarkable &= _reader.TokenType != JsonTokenType.True;
                _reader.Skip();
            }
            else if (_reader.ValueTextEquals("cache_control"u8))
            {
                Cut();
            }
            else if (_reader.ValueTextEquals("content"u8))
            {
                // The blocks of a tool result may carry markers of their own.
                Contents();
            }
            else
            {
                PassOver();
            }
        }

        return new Block(start, (int)_reader.BytesConsumed, IsString: false, isMarkable);
    }

    private readonly bool IsOfUnmarkableType() =>
        _reader.ValueTextEquals("thinking"u8) || _reader.ValueTextEquals("redacted_thinking"u8) || _reader.ValueTextEquals("fallback"u8);

    private readonly bool IsBlank() =>
        _reader.ValueSpan.IndexOfAnyExcept(" \t"u8) < 0 || (_reader.ValueSpan.Length <= 64 && string.IsNullOrWhiteSpace(_reader.GetString()));

    private void PassOver()
    {
        _reader.Read();
        _reader.Skip();
    }

    /// <summary>Notes the property that the reader stands on, with the comma behind it, or before it where it is the last.</summary>
    private void Cut()
    {
        var start = (int)_reader.TokenStartIndex;
        PassOver();
        var end = (int)_reader.BytesConsumed;
        var next = end + Blank(_body[end..]);
        if (_body[next] == (byte)',')
        {
            end = next + 1;
        }
        else
        {
            var before = _body[..start].LastIndexOfAnyExcept(" \t\r\n"u8);
            start = _body[before] == (byte)',' ? before : start;
        }

        _markers.Add(new Edit(start, end - start, default));
    }

    private static int Blank(ReadOnlySpan<byte> bytes) => Math.Max(0, bytes.IndexOfAnyExcept(" \t\r\n"u8));
}
