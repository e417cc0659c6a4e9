using System.Text.Json;
using System.Text.Unicode;

namespace PromptCaching.Bodies;

/// <summary>Walks a request body once, front to back, and notes where its blocks begin and end.</summary>
internal ref struct RequestScan
{
    /// <summary>Blocks are seldom longer on average: room is made for as many as there will be at least.</summary>
    private const int TypicalBlock = 4096;

    /// <summary>No model has a longer name, and names are kept: in the ledger, in pools, in metrics.</summary>
    private const int LongestModel = 256;
    private readonly List<BlockOutline> _tools = [];
    private readonly List<BlockOutline> _system = [];
    private readonly List<BlockOutline> _messages;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly ReadOnlySpan<byte> _body;
    private JsonCursor _reader;
    private ulong _toolChoice;
    private ulong _thinking;
    private ulong _outputFormat;
    private ulong _speed;
    private bool _isFast;
    private string? _model;
    private bool _isStream;
    private int _maxTokens;
    private MarkerOutline? _automatic;

    private RequestScan(ReadOnlySpan<byte> body)
    {
        _body = body;
        _messages = new List<BlockOutline>(body.Length / TypicalBlock);
        _reader = new JsonCursor(body);
    }

    public static RequestOutline? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return Utf8.IsValid(body) ? new RequestScan(body).Read() : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // Not JSON, or a text that begins with half a surrogate pair: the API answers that with a better error than we could.
            return null;
        }
    }

    private RequestOutline? Read()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var members = new MemberCuts();
        var fields = default(BlockFields);
        while (members.Read(ref _reader, ref fields))
        {
            // A name that stands twice means one thing to one parser and another to the next: hands off.
            var name = _reader.GetString();
            if (!_seen.Add(name))
            {
                return null;
            }

            if (name == "cache_control")
            {
                _automatic = members.CutMarker(ref _reader, ref fields);
            }
            else
            {
                _reader.Read();
                ReadProperty(name);
            }
        }

        return _reader.Read() ? null : new RequestOutline
        {
            Model = _model,
            IsStream = _isStream,
            HasServerState = _seen.Contains("mcp_servers") || _seen.Contains("container"),
            Blocks = [.. _tools, .. _system, .. _messages],
            AutomaticMarker = _automatic,
            AutomaticMember = _automatic is null ? null : fields.Cuts![0],
            MaxTokens = _maxTokens,
            IsFast = _isFast,
            HasDiagnostics = _seen.Contains("diagnostics"),
            Parameters = new PromptParameters(_toolChoice, _thinking, _outputFormat, _speed),
        };
    }

    private void ReadProperty(string name)
    {
        switch (name)
        {
            case "model" when _reader.TokenType == JsonTokenType.String:
                _model = _reader.GetString() is { Length: <= LongestModel } model ? model : null;
                break;
            case "stream":
                _isStream = _reader.TokenType == JsonTokenType.True;
                _reader.Skip();
                break;
            case "max_tokens" when _reader.TokenType == JsonTokenType.Number:
                _maxTokens = _reader.TryGetInt32(out var tokens) ? tokens : 0;
                break;
            case "tools":
                ReadBlocks(_tools, PromptLevel.Tools, 0);
                break;
            case "system":
                ReadBlocks(_system, PromptLevel.System, 0);
                break;
            case "messages" when _reader.TokenType == JsonTokenType.StartArray:
                ReadMessages();
                break;
            case "tool_choice":
                _toolChoice = ReadHash();
                break;
            case "thinking":
                _thinking = ReadHash();
                break;
            case "output_config" or "output_format":
                _outputFormat = BlockHash.Join(_outputFormat, ReadHash());
                break;
            case "speed":
                _isFast = _reader.TokenType == JsonTokenType.String && _reader.ValueTextEquals("fast"u8);
                _speed = ReadHash();
                break;
            default:
                _reader.Skip();
                break;
        }
    }

    private ulong ReadHash()
    {
        var start = _reader.TokenStartIndex;
        _reader.Skip();
        return BlockHash.Of(_body[start.._reader.BytesConsumed]);
    }

    private void ReadMessages()
    {
        for (var message = 0; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; message++)
        {
            if (_reader.TokenType == JsonTokenType.StartObject)
            {
                ReadMessage(message);
            }
            else
            {
                _reader.Skip();
            }
        }
    }

    private void ReadMessage(int message)
    {
        var first = _messages.Count;
        var isTurnScoped = false;
        var role = MessageRole.Other;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var isContent = _reader.ValueTextEquals("content"u8);
            var isClearAt = _reader.ValueTextEquals("clear_at"u8);
            var isRole = _reader.ValueTextEquals("role"u8);
            _reader.Read();
            isTurnScoped |= isClearAt && _reader.TokenType != JsonTokenType.Null;
            if (isContent)
            {
                ReadBlocks(_messages, PromptLevel.Messages, message);
            }
            else
            {
                role = isRole ? ReadRole() : role;
                _reader.Skip();
            }
        }

        for (var index = first; index < _messages.Count; index++)
        {
            _messages[index].Role = role;

            // Turn-scoped system messages (clear_at) refuse markers with a 400.
            _messages[index].CanCarryMarker &= !isTurnScoped;
        }
    }

    private readonly MessageRole ReadRole() =>
        _reader.TokenType != JsonTokenType.String ? MessageRole.Other
        : _reader.ValueTextEquals("user"u8) ? MessageRole.User
        : _reader.ValueTextEquals("assistant"u8) ? MessageRole.Assistant
        : _reader.ValueTextEquals("system"u8) ? MessageRole.System
        : MessageRole.Other;

    private void ReadBlocks(List<BlockOutline> blocks, PromptLevel level, int message)
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            blocks.Add(BlockScan.ReadShorthand(ref _reader, _body, level, message));
        }
        else if (_reader.TokenType == JsonTokenType.StartArray)
        {
            for (var index = 0; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; index++)
            {
                if (_reader.TokenType == JsonTokenType.StartObject)
                {
                    blocks.Add(BlockScan.ReadBlock(ref _reader, _body, level, message, index));
                }
                else
                {
                    _reader.Skip();
                }
            }
        }
        else
        {
            _reader.Skip();
        }
    }
}
