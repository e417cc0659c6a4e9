using System.Text;

namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>A request as it is spelled on the wire, but for its framing.</summary>
internal sealed record RawRequest(string Method, string Target, IReadOnlyList<string> Headers, byte[] Body)
{
    public string Version { get; init; } = "HTTP/1.1";

    /// <summary>Gets a value indicating whether a web server must let it pass: an escaped NUL in a path is refused by most, Kestrel among them.</summary>
    public bool IsPassable => !Target.Contains("%00", StringComparison.Ordinal);

    public static async Task<RawRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var given = request.Headers.NonValidated.SelectMany(static header => header.Value.Select(value => $"{header.Key}: {value}"));
        var ofContent = request.Content?.Headers.NonValidated
            .Where(static header => !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            .SelectMany(static header => header.Value.Select(value => $"{header.Key}: {value}"));
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        return new RawRequest(request.Method.Method, request.RequestUri!.PathAndQuery, ["Host: emulator", .. given, .. ofContent ?? []], body);
    }

    /// <summary>Spells it as it should be.</summary>
    public byte[] ToBytes() => ToBytes($"Content-Length: {Body.Length}", Body);

    /// <summary>Spells it with a framing of the caller's, right or wrong.</summary>
    public byte[] ToBytes(string? framing, byte[] body)
    {
        var head = new StringBuilder($"{Method} {Target} {Version}\r\n");
        foreach (var header in framing is null ? Headers : [.. Headers, framing])
        {
            head.Append(header).Append("\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. body];
    }
}
