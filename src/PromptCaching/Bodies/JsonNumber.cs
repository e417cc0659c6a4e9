using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Numbers by the grammar of JSON.</summary>
internal static class JsonNumber
{
    /// <summary>Finds the end of a number that begins here.</summary>
    /// <exception cref="JsonException">No number begins here.</exception>
    public static int LengthOf(ReadOnlySpan<byte> json)
    {
        var at = StartsWith(json, '-') ? 1 : 0;
        at += StartsWith(json[at..], '0') ? 1 : DigitsOf(json[at..]);
        if (StartsWith(json[at..], '.'))
        {
            at++;
            at += DigitsOf(json[at..]);
        }

        if (StartsWith(json[at..], 'e') || StartsWith(json[at..], 'E'))
        {
            at++;
            at += StartsWith(json[at..], '+') || StartsWith(json[at..], '-') ? 1 : 0;
            at += DigitsOf(json[at..]);
        }

        return at;
    }

    private static bool StartsWith(ReadOnlySpan<byte> json, char letter) => !json.IsEmpty && json[0] == letter;

    private static int DigitsOf(ReadOnlySpan<byte> json)
    {
        var other = json.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var length = other < 0 ? json.Length : other;
        return length > 0 ? length : throw new JsonException("A number lacks a digit.");
    }
}
