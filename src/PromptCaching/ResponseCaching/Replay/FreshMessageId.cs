using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.Storage;

namespace PromptCaching.ResponseCaching.Replay;

/// <summary>Gives a stored answer an id of its own, for programs that take two messages of one id for one.</summary>
internal static class FreshMessageId
{
    private const string Prefix = "msg_hit_";
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 24;

    private static ReadOnlySpan<byte> DataField => "data:"u8;

    /// <returns>The answer with another id; the same bytes where it has none.</returns>
    public static ReadOnlyMemory<byte> In(CacheEntry entry)
    {
        var body = entry.Body;
        if (Place(body.Span, entry.Kind == AnswerForms.Stream) is not { } place)
        {
            return body;
        }

        var (from, to) = (place.Start.Value, place.End.Value);
        var id = Encoding.ASCII.GetBytes(Prefix + RandomNumberGenerator.GetString(Letters, Length));
        return (byte[])[.. body.Span[..from], .. id, .. body.Span[to..]];
    }

    private static Range? Place(ReadOnlySpan<byte> body, bool isStream)
    {
        if (!isStream)
        {
            return PlaceIn(body, 0, depth: 1);
        }

        var begin = body.IndexOf(DataField);
        var end = begin < 0 ? -1 : body[begin..].IndexOfAny((byte)'\n', (byte)'\r');
        var data = begin + DataField.Length;
        return end < 0 ? null : PlaceIn(body[data..(begin + end)], data, depth: 2);
    }

    /// <summary>Finds the id of the message: in the object itself, in a stream in the object of its first event.</summary>
    private static Range? PlaceIn(ReadOnlySpan<byte> json, int offset, int depth)
    {
        var reader = new Utf8JsonReader(json, JsonSettings.Reader);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth && reader.ValueTextEquals("id"u8))
                {
                    reader.Read();
                    var begin = offset + (int)reader.TokenStartIndex + 1;
                    return reader.TokenType == JsonTokenType.String ? begin..(begin + reader.ValueSpan.Length) : null;
                }
            }
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // What is stored is an answer all the same; it keeps the id that it has.
        }

        return null;
    }
}
