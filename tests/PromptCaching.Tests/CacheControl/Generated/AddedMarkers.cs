using System.Text.Json;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>
/// What was added to a body, found by reading the two texts side by side: markers on blocks, and strings turned into the marked block that
/// they are short for. It knows nothing of how the library plans or splices.
/// </summary>
internal static class AddedMarkers
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 512 };

    /// <summary>Counts the markers that were added.</summary>
    /// <returns><see langword="null"/> when anything else was changed: taking out the markers does not give the original bytes.</returns>
    public static int? Between(ReadOnlySpan<byte> original, ReadOnlySpan<byte> sent)
    {
        var before = new Utf8JsonReader(original, Deep);
        var after = new Utf8JsonReader(sent, Deep);
        var place = new JsonPlace();
        var left = new List<byte>(original.Length);
        var copied = 0;
        var count = 0;
        while (before.Read())
        {
            if (!after.Read())
            {
                return null;
            }

            if (before.TokenType == JsonTokenType.EndObject && after.TokenType == JsonTokenType.PropertyName && place.IsBlock)
            {
                var comma = CommaBefore(sent, (int)after.TokenStartIndex);
                if (comma < 0 || !ReadMarker(ref after))
                {
                    return null;
                }

                left.AddRange(sent[copied..comma]);
                copied = (int)after.BytesConsumed;
                count++;
                after.Read();
            }
            else if (before.TokenType == JsonTokenType.String && after.TokenType == JsonTokenType.StartArray && place.IsShorthand)
            {
                left.AddRange(sent[copied..(int)after.TokenStartIndex]);
                if (!ReadOpening(ref after))
                {
                    return null;
                }

                copied = (int)after.TokenStartIndex;
                left.AddRange(sent[copied..(int)after.BytesConsumed]);
                if (!after.ValueSpan.SequenceEqual(before.ValueSpan) || !ReadClosing(ref after))
                {
                    return null;
                }

                copied = (int)after.BytesConsumed;
                count++;
                continue;
            }

            if (before.TokenType != after.TokenType || !before.ValueSpan.SequenceEqual(after.ValueSpan))
            {
                return null;
            }

            place.Pass(ref before);
        }

        left.AddRange(sent[copied..]);
        return !after.Read() && original.SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(left)) ? count : null;
    }

    private static int CommaBefore(ReadOnlySpan<byte> sent, int name) => sent[..name].TrimEnd(" \t\r\n"u8) is [.., (byte)','] upTo ? upTo.Length - 1 : -1;

    private static bool ReadOpening(ref Utf8JsonReader after) =>
        after.Read() && after.TokenType == JsonTokenType.StartObject
        && ReadName(ref after, "type"u8) && after.Read() && after.TokenType == JsonTokenType.String && after.ValueTextEquals("text"u8)
        && ReadName(ref after, "text"u8) && after.Read() && after.TokenType == JsonTokenType.String;

    private static bool ReadClosing(ref Utf8JsonReader after) =>
        after.Read() && ReadMarker(ref after)
        && after.Read() && after.TokenType == JsonTokenType.EndObject
        && after.Read() && after.TokenType == JsonTokenType.EndArray;

    private static bool ReadName(ref Utf8JsonReader after, ReadOnlySpan<byte> name) =>
        after.Read() && after.TokenType == JsonTokenType.PropertyName && after.ValueTextEquals(name);

    private static bool ReadMarker(ref Utf8JsonReader after)
    {
        var isOne = after.TokenType == JsonTokenType.PropertyName && after.ValueTextEquals("cache_control"u8)
            && after.Read() && after.TokenType == JsonTokenType.StartObject;
        if (isOne)
        {
            after.Skip();
        }

        return isOne;
    }
}
