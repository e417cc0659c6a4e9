namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>Stands between the library and the API, and keeps what is sent and how it was answered, attempt by attempt.</summary>
internal sealed class SentBodies(HttpMessageHandler server) : DelegatingHandler(server)
{
    private readonly List<(byte[] Body, int Status)> _attempts = [];

    public IReadOnlyList<(byte[] Body, int Status)> Attempts => _attempts;

    public void Forget() => _attempts.Clear();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        _attempts.Add((body, (int)response.StatusCode));
        return response;
    }
}
