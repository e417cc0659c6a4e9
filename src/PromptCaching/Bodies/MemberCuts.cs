using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Walks the members of one object and notes the bytes that markers take up in it, comma included.</summary>
internal ref struct MemberCuts()
{
    private int _previousEnd;
    private int _firstMarker = -1;
    private bool _isLed = true;
    private bool _isAfterMarker = true;

    /// <summary>Goes to the next member's name; false at the end of the object.</summary>
    public bool Read(ref JsonCursor reader, ref BlockFields fields)
    {
        _previousEnd = reader.BytesConsumed;
        var isMember = reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
        if (_firstMarker >= 0)
        {
            // The object begins with its marker: the comma to leave out is the one behind it.
            (fields.Cuts ??= []).Add(_firstMarker..(isMember ? reader.TokenStartIndex : _previousEnd));
            _firstMarker = -1;
        }

        // As long as nothing but markers was read, the next one leads the object too.
        _isLed &= _isAfterMarker;
        _isAfterMarker = false;
        return isMember;
    }

    /// <summary>Reads the marker whose name is under the reader; null in its place is the same as none.</summary>
    public MarkerOutline? CutMarker(ref JsonCursor reader, ref BlockFields fields)
    {
        var start = reader.TokenStartIndex;
        reader.Read();
        var marker = ReadMarker(ref reader);
        _isAfterMarker = true;
        if (_isLed)
        {
            _firstMarker = start;
        }
        else
        {
            (fields.Cuts ??= []).Add(_previousEnd..reader.BytesConsumed);
        }

        return marker;
    }

    public static MarkerOutline? ReadMarker(ref JsonCursor reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var isOneHour = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTimeToLive = reader.ValueTextEquals("ttl"u8);
            reader.Read();

            // A key that stands twice means its last value.
            isOneHour = isTimeToLive ? reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("1h"u8) : isOneHour;
            reader.Skip();
        }

        return new MarkerOutline(isOneHour);
    }
}
