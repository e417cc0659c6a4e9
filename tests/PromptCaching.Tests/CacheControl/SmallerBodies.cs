using System.Text.Json;

namespace PromptCaching.Tests.CacheControl;

/// <summary>A body with one member or one item left out, the largest first; all other bytes stay. Many of these are not valid any more.</summary>
internal static class SmallerBodies
{
    public static IEnumerable<byte[]> Of(byte[] body) => Parts(body)
        .OrderByDescending(static part => part.End - part.Start)
        .Select(part => (byte[])[.. body.AsSpan(0, part.Start), .. body.AsSpan(part.End)]);

    private static List<(int Start, int End)> Parts(byte[] body)
    {
        var parts = new List<(int Start, int End)>();
        var open = new Stack<(bool IsList, List<(int Start, int End)> Inside)>();
        var reader = new Utf8JsonReader(body);
        var name = 0;
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = start;
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    Begin(open, name, start);
                    open.Push((reader.TokenType == JsonTokenType.StartArray, []));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    parts.AddRange(WithCommas(open.Pop().Inside));
                    End(open, (int)reader.BytesConsumed);
                    break;
                default:
                    Begin(open, name, start);
                    End(open, (int)reader.BytesConsumed);
                    break;
            }
        }

        return parts;
    }

    private static void Begin(Stack<(bool IsList, List<(int Start, int End)> Inside)> open, int name, int start)
    {
        if (open.TryPeek(out var holder))
        {
            holder.Inside.Add((holder.IsList ? start : name, 0));
        }
    }

    private static void End(Stack<(bool IsList, List<(int Start, int End)> Inside)> open, int end)
    {
        if (open.TryPeek(out var holder))
        {
            holder.Inside[^1] = (holder.Inside[^1].Start, end);
        }
    }

    /// <summary>What is left out takes one comma along: the one after it, and if it is the last, the one before.</summary>
    private static IEnumerable<(int Start, int End)> WithCommas(List<(int Start, int End)> inside) => inside.Select((part, index) =>
        index + 1 < inside.Count ? (part.Start, inside[index + 1].Start) : (index == 0 ? part.Start : inside[index - 1].End, part.End));
}
