using System.Globalization;

namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>Reads answers off a connection, one after the other.</summary>
internal static class AnswerReader
{
    /// <summary>Reads the next answer; null when the server closed the connection before it began one.</summary>
    public static async Task<RawAnswer?> ReadAsync(Connection connection, string method, CancellationToken cancellationToken)
    {
        while (await connection.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith("HTTP/1.", StringComparison.Ordinal)
                || !int.TryParse(line.Split(' ').ElementAtOrDefault(1), CultureInfo.InvariantCulture, out var status))
            {
                throw new InvalidDataException($"No status line: {line}");
            }

            List<KeyValuePair<string, string>> headers = [];
            while (await connection.ReadLineAsync(cancellationToken) is { Length: > 0 } header)
            {
                var colon = header.IndexOf(':', StringComparison.Ordinal);
                headers.Add(new(header[..colon], header[(colon + 1)..].Trim()));
            }

            // What comes before the answer proper, such as 100 Continue.
            if (status >= 200)
            {
                var head = new RawAnswer(status, headers, [], IsWhole: true);
                return method == "HEAD" || status is 204 or 304 ? head : await ReadBodyAsync(connection, head, cancellationToken);
            }
        }

        return null;
    }

    private static async Task<RawAnswer> ReadBodyAsync(Connection connection, RawAnswer head, CancellationToken cancellationToken)
    {
        if (head.Header("Transfer-Encoding") == "chunked")
        {
            return await ReadChunksAsync(connection, head, cancellationToken);
        }

        var length = head.Header("Content-Length") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : (int?)null;
        var body = await connection.ReadBytesAsync(length ?? int.MaxValue, cancellationToken);
        return head with { Body = body, IsWhole = length is null || body.Length == length };
    }

    private static async Task<RawAnswer> ReadChunksAsync(Connection connection, RawAnswer head, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (await connection.ReadLineAsync(cancellationToken) is { } size)
        {
            var length = int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var chunk = await connection.ReadBytesAsync(length, cancellationToken);
            body.Write(chunk);
            if (chunk.Length < length || await connection.ReadLineAsync(cancellationToken) is not "")
            {
                break;
            }

            if (length == 0)
            {
                return head with { Body = body.ToArray() };
            }
        }

        return head with { Body = body.ToArray(), IsWhole = false };
    }
}
