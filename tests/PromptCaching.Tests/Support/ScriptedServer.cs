using System.Net;
using System.Net.Http.Headers;

namespace PromptCaching.Tests.Support;

/// <summary>What a server answers, byte for byte.</summary>
internal sealed record ScriptedAnswer(ReadOnlyMemory<byte> Body, int Status = 200, bool IsStream = false)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the sizes of the pieces in which the body arrives.</summary>
    public Func<int> PieceSize { get; init; } = static () => int.MaxValue;
}

/// <summary>Answers every request with bytes that the test chose, and keeps what it was asked.</summary>
internal sealed class ScriptedServer(Func<byte[], ScriptedAnswer> answer) : HttpMessageHandler
{
    public ScriptedServer(string json)
        : this(_ => new ScriptedAnswer(json.Utf8()))
    {
    }

    public List<byte[]> Bodies { get; } = [];

    public List<IReadOnlyDictionary<string, string>> Headers { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        Bodies.Add(body);
        Headers.Add(request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
        var chosen = answer(body);
        var response = new HttpResponseMessage((HttpStatusCode)chosen.Status)
        {
            RequestMessage = request,
            Content = new StreamContent(new ChunkedStream(chosen.Body, chosen.PieceSize)),
        };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue(chosen.IsStream ? "text/event-stream" : "application/json");
        foreach (var (name, value) in chosen.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
