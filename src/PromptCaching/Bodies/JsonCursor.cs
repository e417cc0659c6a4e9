using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Reads the tokens of one JSON text, as strictly as <see cref="Utf8JsonReader"/> and with its names.</summary>
/// <remarks>
/// Prompts are long strings full of escapes, and <see cref="Utf8JsonReader"/> takes such a string byte by byte. This one leaps from escape to escape.
/// That the bytes are UTF-8 is for the caller to make sure.
/// </remarks>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private Nesting _nesting;
    private int _at;
    public JsonTokenType TokenType { get; private set; }

    /// <summary>Gets the offset of the first byte of the token.</summary>
    public int TokenStartIndex { get; private set; }

    /// <summary>Gets the offset after the token; after a name, the offset after its colon.</summary>
    public readonly int BytesConsumed => _at;

    /// <summary>Gets the token's bytes; those of a string without its quotes, escapes as they stand.</summary>
    public ReadOnlySpan<byte> ValueSpan { get; private set; }

    /// <summary>Gets what escapes a string or a name holds.</summary>
    public JsonEscapes Escapes { get; private set; }

    /// <summary>Goes to the next token; false after the last one.</summary>
    /// <exception cref="JsonException">What stands there is not JSON.</exception>
    public bool Read()
    {
        switch (TokenType)
        {
            case JsonTokenType.None or JsonTokenType.PropertyName:
                ReadValue(Next());
                return true;
            case JsonTokenType.StartObject when Next() != '}':
                ReadName(Next());
                return true;
            case JsonTokenType.StartArray when Next() != ']':
                ReadValue(Next());
                return true;
            default:
                return _nesting.Depth == 0 ? ReadNothing() : ReadAfterValue(Next());
        }
    }

    /// <summary>Goes to the end of the value that begins here; from a name, to the end of its value.</summary>
    public void Skip()
    {
        if (TokenType == JsonTokenType.PropertyName)
        {
            Read();
        }

        if (TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var depth = _nesting.Depth;
            while (_nesting.Depth >= depth)
            {
                Read();
            }
        }
    }

    public readonly bool ValueTextEquals(ReadOnlySpan<byte> text) =>
        Escapes != JsonEscapes.None ? Decoded().ValueTextEquals(text) : ValueSpan.SequenceEqual(text);

    /// <exception cref="InvalidOperationException">The text holds half a surrogate pair.</exception>
    public readonly string GetString() => Escapes != JsonEscapes.None ? Decoded().GetString()! : Encoding.UTF8.GetString(ValueSpan);

    public readonly bool TryGetInt32(out int value)
    {
        var reader = new Utf8JsonReader(ValueSpan);
        reader.Read();
        return reader.TryGetInt32(out value);
    }

    /// <summary>Escapes in names and types are rare: the reader of the platform resolves them.</summary>
    private readonly Utf8JsonReader Decoded()
    {
        var reader = new Utf8JsonReader(_json.Slice(TokenStartIndex, ValueSpan.Length + 2));
        reader.Read();
        return reader;
    }

    private bool ReadNothing()
    {
        SkipWhiteSpace();
        return _at == _json.Length ? false : throw Wrong();
    }

    private bool ReadAfterValue(byte next)
    {
        if (next != ',' || TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            ReadEnd(next);
        }
        else if (_nesting.IsObject)
        {
            _at++;
            ReadName(Next());
        }
        else
        {
            _at++;
            ReadValue(Next());
        }

        return true;
    }

    private void ReadEnd(byte next)
    {
        if (next != (_nesting.IsObject ? '}' : ']'))
        {
            throw Wrong();
        }

        TokenType = _nesting.IsObject ? JsonTokenType.EndObject : JsonTokenType.EndArray;
        _nesting.Leave();
        Take(1);
    }

    private void ReadName(byte next)
    {
        if (next != '"')
        {
            throw Wrong();
        }

        ReadText(JsonTokenType.PropertyName);
        if (Next() != ':')
        {
            throw Wrong();
        }

        _at++;
    }

    private void ReadValue(byte next)
    {
        switch (next)
        {
            case (byte)'"':
                ReadText(JsonTokenType.String);
                break;
            case (byte)'{':
                Enter(JsonTokenType.StartObject);
                break;
            case (byte)'[':
                Enter(JsonTokenType.StartArray);
                break;
            case (byte)'t':
                ReadLiteral(JsonTokenType.True, "true"u8);
                break;
            case (byte)'f':
                ReadLiteral(JsonTokenType.False, "false"u8);
                break;
            case (byte)'n':
                ReadLiteral(JsonTokenType.Null, "null"u8);
                break;
            default:
                TokenType = JsonTokenType.Number;
                Take(JsonNumber.LengthOf(_json[_at..]));
                break;
        }
    }

    private void Enter(JsonTokenType type)
    {
        TokenType = type;
        _nesting.Enter(type == JsonTokenType.StartObject);
        Take(1);
    }

    private void ReadLiteral(JsonTokenType type, ReadOnlySpan<byte> literal)
    {
        TokenType = _json[_at..].StartsWith(literal) ? type : throw Wrong();
        Take(literal.Length);
    }

    private void ReadText(JsonTokenType type)
    {
        TokenType = type;
        TokenStartIndex = _at;
        var inside = _json[(_at + 1)..];
        var length = JsonString.LengthOf(inside, out var escapes);
        Escapes = escapes;
        ValueSpan = inside[..length];
        _at += length + 2;
    }

    private void Take(int length)
    {
        TokenStartIndex = _at;
        ValueSpan = _json.Slice(_at, length);
        Escapes = JsonEscapes.None;
        _at += length;
    }

    /// <summary>The next byte that is not white space; there must be one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte Next()
    {
        if (_at < _json.Length && _json[_at] > ' ')
        {
            return _json[_at];
        }

        SkipWhiteSpace();
        return _at < _json.Length ? _json[_at] : throw Wrong();
    }

    private void SkipWhiteSpace()
    {
        while (_at < _json.Length && _json[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _at++;
        }
    }

    private static JsonException Wrong() => new("This is not JSON.");
}
