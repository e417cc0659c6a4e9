using System.Text.Json;

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
            return Wire.Json.Parse(body);
        }
        catch (JsonException exception)
        {
            ParseError = exception.Message;
            return null;
        }
    }
}
