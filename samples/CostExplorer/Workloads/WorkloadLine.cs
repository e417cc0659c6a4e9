using System.Text.Json;

namespace CostExplorer.Workloads;

/// <summary>Reads <c>{"at": seconds, "conversation": id, "body": {...}}</c>; the body is checked to be JSON and otherwise left alone.</summary>
internal static class WorkloadLine
{
    /// <summary>As long as the longest run that a clock of ours can follow.</summary>
    private const decimal MostSeconds = 100m * 366 * 86400;

    /// <exception cref="BadLineException">The line is no request.</exception>
    public static TimedRequest Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            return ParseObject(line);
        }
        catch (JsonException)
        {
            throw new BadLineException("is not JSON");
        }
        catch (InvalidOperationException)
        {
            throw new BadLineException("holds what is no text: half a surrogate pair, or bytes that are not UTF-8");
        }
    }

    private static TimedRequest ParseObject(ReadOnlyMemory<byte> line)
    {
        var reader = new Utf8JsonReader(line.Span, new JsonReaderOptions { MaxDepth = 256 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new BadLineException("is not an object");
        }

        decimal? at = null;
        var conversation = "";
        ReadOnlyMemory<byte>? body = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isAt, isConversation, isBody) = (reader.ValueTextEquals("at"), reader.ValueTextEquals("conversation"), reader.ValueTextEquals("body"));
            reader.Read();
            if (isAt)
            {
                at = Seconds(ref reader);
            }
            else if (isConversation)
            {
                conversation = Name(ref reader, line.Span);
            }
            else if (isBody && reader.TokenType != JsonTokenType.StartObject)
            {
                throw new BadLineException("has a body that is not an object");
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isBody)
            {
                body = line[start..(int)reader.BytesConsumed];
            }
        }

        // What follows the object is no JSON any more.
        reader.Read();
        return new TimedRequest(
            TimeSpan.FromTicks((long)(at ?? throw new BadLineException("has no \"at\"")) * TimeSpan.TicksPerSecond)
                + TimeSpan.FromTicks((long)(at.Value % 1 * TimeSpan.TicksPerSecond)),
            conversation,
            body ?? throw new BadLineException("has no \"body\""));
    }

    private static decimal Seconds(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var seconds) && seconds is >= 0 and <= MostSeconds
            ? seconds
            : throw new BadLineException("has an \"at\" that is no number of seconds from 0 on");

    private static string Name(ref Utf8JsonReader reader, ReadOnlySpan<byte> line) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Null => "",
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(line[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]),
        _ => throw new BadLineException("has a \"conversation\" that is no name"),
    };
}
