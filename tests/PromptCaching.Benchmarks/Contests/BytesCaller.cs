namespace PromptCaching.Benchmarks.Contests;

/// <summary>Sends bytes through any chain of handlers and reads the whole answer.</summary>
internal sealed class BytesCaller(HttpMessageHandler handler, Func<byte[]> body)
{
    private readonly HttpClient _http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Uri _address = new("https://api.anthropic.com/v1/messages");

    public void Ask() => AskAsync().GetAwaiter().GetResult();

    private async Task AskAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(body()) };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var answer = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        if (answer.Length == 0)
        {
            throw new InvalidOperationException("This is not the answer.");
        }
    }
}
