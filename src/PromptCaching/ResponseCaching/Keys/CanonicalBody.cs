using System.Text.Json;
using System.Text.Unicode;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>
/// Writes what a request asks, in one form for all bodies that ask it: sorted names, resolved escapes, one form for each number, and
/// without what does not change the answer. Notes on the way what decides whether the question may be asked of a store at all.
/// </summary>
/// <remarks>
/// A deny-list: a field that nobody thought of counts. <c>cache_control</c> is left out where the API reads it as a marker,
/// not inside schemas or tool inputs. One pass over the bytes; nothing is built but the bytes that are hashed.
/// </remarks>
internal ref struct CanonicalBody
{
    private readonly CanonicalMembers _members;
    private readonly QuestionFacts _facts = new();
    private readonly bool _normalizesWhitespace;
    private JsonCursor _reader;

    private CanonicalBody(ReadOnlySpan<byte> body, bool normalizesWhitespace, CanonicalMembers members)
    {
        _members = members;
        _reader = new JsonCursor(body);
        _normalizesWhitespace = normalizesWhitespace;
    }

    /// <summary>Writes a body.</summary>
    /// <param name="body">The request as it is sent.</param>
    /// <param name="normalizesWhitespace">Whether prompts that differ in nothing but white space are one question.</param>
    /// <param name="output">Gets the canonical bytes.</param>
    /// <param name="order">The order in which the parts of what was written make up the canonical form.</param>
    /// <returns><see langword="null"/> when the body is none, or means different things to different readers (a name that stands twice).</returns>
    public static QuestionFacts? TryWrite(ReadOnlySpan<byte> body, bool normalizesWhitespace, ref CanonicalBuffer output, out Range[] order)
    {
        order = [];
        using var members = new CanonicalMembers();
        try
        {
            return Utf8.IsValid(body) ? new CanonicalBody(body, normalizesWhitespace, members).TryWrite(ref output, out order) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // Not JSON, or half a surrogate pair: the API has its own opinion of that, and there is nothing to compare.
            return null;
        }
    }

    private QuestionFacts? TryWrite(ref CanonicalBuffer output, out Range[] order)
    {
        order = [];
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject || !TryWriteMembers(QuestionPlace.Root, ref output) || _reader.Read()
            || _members.EndOutermost(ref output) is not { } found)
        {
            return null;
        }

        order = found;
        return _facts;
    }

    /// <summary>Every value begins with a letter that says what it is, so that no two kinds of value look alike.</summary>
    private bool TryWriteValue(QuestionPlace place, ref CanonicalBuffer output)
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return TryWriteObject(place, ref output);
            case JsonTokenType.StartArray:
                return TryWriteArray(place, ref output);
            case JsonTokenType.String:
                return TryWriteString(place, ref output);
            case JsonTokenType.Number:
                output.Add((byte)'#');
                CanonicalNumber.Write(_reader.ValueSpan, ref output);
                return true;
            default:
                output.Add(_reader.ValueSpan[0]);
                return true;
        }
    }

    private readonly bool TryWriteString(QuestionPlace place, ref CanonicalBuffer output)
    {
        output.Add((byte)'"');
        if (!_normalizesWhitespace || !QuestionPlaces.IsPrompt(place))
        {
            return CanonicalText.TryWrite(_reader.ValueSpan, _reader.Escapes, ref output);
        }

        var start = output.Length + sizeof(int);
        if (!CanonicalText.TryWritePlain(_reader.ValueSpan, ref output))
        {
            return false;
        }

        output.Cut(start + PromptWhitespace.Normalize(output.From(start)));
        output.EndPart(start);
        return true;
    }

    private bool TryWriteArray(QuestionPlace place, ref CanonicalBuffer output)
    {
        output.Add((byte)'[');
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (!TryWriteValue(QuestionPlaces.ItemOf(place), ref output))
            {
                return false;
            }
        }

        output.Add((byte)']');
        return true;
    }

    private bool TryWriteObject(QuestionPlace place, ref CanonicalBuffer output)
    {
        output.Add((byte)'{');
        var first = _members.Begin();
        if (!TryWriteMembers(place, ref output) || !_members.TryEnd(first, ref output))
        {
            return false;
        }

        output.Add((byte)'}');
        return true;
    }

    private bool TryWriteMembers(QuestionPlace place, ref CanonicalBuffer output)
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = output.Length;
            if (!CanonicalText.TryWrite(_reader.ValueSpan, _reader.Escapes, ref output))
            {
                return false;
            }

            var nameEnd = output.Length;
            var name = output.From(start + sizeof(int));
            var isIgnored = QuestionPlaces.IsIgnored(place, name);
            var member = QuestionPlaces.MemberOf(place, name);
            _reader.Read();
            _facts.Note(place, name, ref _reader);
            if (!TryWriteValue(member, ref output))
            {
                return false;
            }

            _members.Add(start, nameEnd, output.Length, isIgnored);
        }

        return true;
    }
}
