using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Reads the inside of a JSON string as it stands in the bytes.</summary>
/// <remarks>Half a surrogate pair, as a stream has it that cuts text anywhere, is not a fault here.</remarks>
internal static class JsonText
{
    /// <summary>Writes a text; half a surrogate pair, which no JSON writer takes, becomes the sign for what nobody can read.</summary>
    public static void Write(Utf8JsonWriter writer, string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0)
        {
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteStringValue(Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>Takes a string apart without judging it: halves of a pair that come in two pieces find each other when the pieces are put together.</summary>
    public static string Read(ReadOnlySpan<byte> escaped)
    {
        if (escaped.IndexOf((byte)'\\') < 0)
        {
            return Encoding.UTF8.GetString(escaped);
        }

        var text = new StringBuilder(escaped.Length);
        while (!escaped.IsEmpty)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain != 0)
            {
                var run = plain < 0 ? escaped : escaped[..plain];
                text.Append(Encoding.UTF8.GetString(run));
                escaped = escaped[run.Length..];
            }
            else
            {
                text.Append(Unescape(escaped, out var length));
                escaped = escaped[length..];
            }
        }

        return text.ToString();
    }

    /// <summary>Resolves the escape that begins here; of a surrogate pair, the half.</summary>
    public static char Unescape(ReadOnlySpan<byte> escaped, out int length)
    {
        if (escaped[1] == 'u')
        {
            length = 6;
            return (char)ushort.Parse(escaped[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        length = 2;
        return (char)escaped[1] switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            var literal => literal,
        };
    }
}
