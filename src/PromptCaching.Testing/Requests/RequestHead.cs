namespace PromptCaching.Testing.Requests;

/// <summary>What of a request is known before its body, whatever the transport.</summary>
internal sealed record RequestHead(string Method, string Path, string Query, IReadOnlyDictionary<string, IReadOnlyList<string>> Headers)
{
    /// <summary>Gets the scheme and host that the caller used, for links back.</summary>
    public string Origin { get; init; } = "";

    public static RequestHead Of(HttpRequestMessage request)
    {
        var uri = request.RequestUri is { IsAbsoluteUri: true } absolute ? absolute : null;
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(static header => header.Key, static header => (IReadOnlyList<string>)[.. header.Value], StringComparer.OrdinalIgnoreCase);
        return new RequestHead(request.Method.Method, uri?.AbsolutePath ?? request.RequestUri?.OriginalString ?? "", uri?.Query ?? "", headers)
        {
            Origin = uri?.GetLeftPart(UriPartial.Authority) ?? "",
        };
    }

    public string? Header(string name) => Headers.TryGetValue(name, out var values) ? string.Join(", ", values) : null;
}
