using System.Text.Json;
using System.Text.Unicode;

namespace PromptCaching.Unicode;

/// <summary>
/// Looks whether the names of all members are text. The platform's parser takes names of bytes that are no UTF-8, and of half a surrogate pair; whoever
/// looks for another member of that object then fails, with an exception that says nothing of JSON. Values of that sort do no harm: they are read one by one.
/// </summary>
internal static class MemberNames
{
    /// <exception cref="JsonException">The name of a member is no text, or this is no JSON.</exception>
    public static void Check(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        if (!IsSurelyText(json))
        {
            CheckEach(json, options);
        }
    }

    /// <summary>Tells in one look whether every name and value is text; where it says no, they have to be read.</summary>
    public static bool IsSurelyText(ReadOnlySpan<byte> json) => json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0 && Utf8.IsValid(json);

    private static void CheckEach(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(json, options);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && !IsText(ref reader))
            {
                throw new JsonException("The name of a member is not text: it is not UTF-8, or it holds half of a surrogate pair.");
            }
        }
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        if (!Utf8.IsValid(reader.ValueSpan))
        {
            return false;
        }

        try
        {
            return !reader.ValueIsEscaped || reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
