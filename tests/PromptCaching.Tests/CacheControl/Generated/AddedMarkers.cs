using System.Runtime.InteropServices;
using System.Text.Json;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>
/// What was added to a body, found by reading the two texts side by side: markers on blocks, and strings turned into the marked block that
/// they are short for. It knows nothing of how the library plans or splices.
/// </summary>
internal ref struct AddedMarkers
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 512 };

    private readonly ReadOnlySpan<byte> _sent;
    private readonly List<byte> _left = [];
    private Utf8JsonReader _before;
    private Utf8JsonReader _after;
    private int _copied;
    private int _count;

    private AddedMarkers(ReadOnlySpan<byte> original, ReadOnlySpan<byte> sent)
    {
        _sent = sent;
        _before = new Utf8JsonReader(original, Deep);
        _after = new Utf8JsonReader(sent, Deep);
    }

    /// <summary>Counts the markers that were added.</summary>
    /// <returns><see langword="null"/> when anything else was changed: taking out the markers does not give the original bytes.</returns>
    public static int? Between(ReadOnlySpan<byte> original, ReadOnlySpan<byte> sent)
    {
        var reading = new AddedMarkers(original, sent);
        return reading.IsAllExplained() && original.SequenceEqual(CollectionsMarshal.AsSpan(reading._left)) ? reading._count : null;
    }

    private bool IsAllExplained()
    {
        var place = new JsonPlace();
        while (_before.Read())
        {
            if (!_after.Read())
            {
                return false;
            }

            var isExplained = (_before.TokenType, _after.TokenType) switch
            {
                (JsonTokenType.EndObject, JsonTokenType.PropertyName) when place.IsBlock => PassMember() && _after.Read() && IsSame(),
                (JsonTokenType.String, JsonTokenType.StartArray) when place.IsShorthand => PassBlock(),
                _ => IsSame(),
            };
            if (!isExplained)
            {
                return false;
            }

            place.Pass(ref _before);
        }

        Keep(_sent.Length);
        return !_after.Read();
    }

    private readonly bool IsSame() => _before.TokenType == _after.TokenType && _before.ValueSpan.SequenceEqual(_after.ValueSpan);

    private bool PassMember()
    {
        var comma = _sent[..(int)_after.TokenStartIndex].TrimEnd(" \t\r\n"u8).Length - 1;
        if (_sent[comma] != ',' || !IsMarker())
        {
            return false;
        }

        Keep(comma);
        _copied = (int)_after.BytesConsumed;
        return true;
    }

    private bool PassBlock()
    {
        Keep((int)_after.TokenStartIndex);
        var isOpened = ReadToken(JsonTokenType.StartObject)
            && ReadName("type"u8) && ReadToken(JsonTokenType.String) && _after.ValueTextEquals("text"u8)
            && ReadName("text"u8) && ReadToken(JsonTokenType.String) && IsSame();
        if (!isOpened)
        {
            return false;
        }

        _copied = (int)_after.TokenStartIndex;
        Keep((int)_after.BytesConsumed);
        var isClosed = _after.Read() && IsMarker() && ReadToken(JsonTokenType.EndObject) && ReadToken(JsonTokenType.EndArray);
        _copied = (int)_after.BytesConsumed;
        return isClosed;
    }

    private bool IsMarker()
    {
        if (_after.TokenType != JsonTokenType.PropertyName || !_after.ValueTextEquals("cache_control"u8) || !ReadToken(JsonTokenType.StartObject))
        {
            return false;
        }

        _after.Skip();
        _count++;
        return true;
    }

    private void Keep(int end) => _left.AddRange(_sent[_copied..end]);

    private bool ReadToken(JsonTokenType type) => _after.Read() && _after.TokenType == type;

    private bool ReadName(ReadOnlySpan<byte> name) => ReadToken(JsonTokenType.PropertyName) && _after.ValueTextEquals(name);
}
