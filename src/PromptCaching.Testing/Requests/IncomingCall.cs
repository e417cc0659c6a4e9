using System.Text.Json;
using System.Text.Unicode;

namespace PromptCaching.Testing.Requests;

/// <summary>One request as it arrived: nothing of it is judged yet.</summary>
internal sealed class IncomingCall
{
    private IncomingCall(long number, HttpRequestMessage request, byte[] body, DateTimeOffset startedAt)
    {
        Number = number;
        Method = request.Method.Method;
        Path = request.RequestUri is { IsAbsoluteUri: true } uri ? uri.AbsolutePath : request.RequestUri?.OriginalString ?? "";
        Body = body;
        StartedAt = startedAt;
        Headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(static header => header.Key, static header => (IReadOnlyList<string>)[.. header.Value], StringComparer.OrdinalIgnoreCase);
        Json = TryParse(body);
    }

    public long Number { get; }

    public string Method { get; }

    public string Path { get; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    public byte[] Body { get; }

    public JsonElement? Json { get; }

    public DateTimeOffset StartedAt { get; }

    public string? ParseError { get; private set; }

    public static async Task<IncomingCall> ReadAsync(
        HttpRequestMessage request, long number, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false) : [];
        return new IncomingCall(number, request, body, startedAt);
    }

    public string? Header(string name) => Headers.TryGetValue(name, out var values) ? string.Join(", ", values) : null;

    private JsonElement? TryParse(byte[] body)
    {
        try
        {
            ReadEveryText(body);
            return Wire.Json.Parse(body);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            ParseError = exception.Message;
            return null;
        }
    }

    /// <summary>Half a surrogate pair and bytes that are not UTF-8 pass a parser that has not looked at the text yet.</summary>
    private static void ReadEveryText(byte[] body)
    {
        if (!Utf8.IsValid(body))
        {
            throw new JsonException("The body is not UTF-8.");
        }

        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                reader.GetString();
            }
        }
    }
}
