using System.Text;

namespace PromptCaching.Chaos.GatewayStreams;

/// <summary>Many readers of streams at one time, and how long each waits for its first byte.</summary>
internal sealed class StreamReaders : IDisposable
{
    private const int Questions = 1000;
    private readonly HttpClient _client;
    private int _failures;

    public StreamReaders(Uri address)
    {
        _client = new HttpClient { BaseAddress = address };
        _client.DefaultRequestHeaders.Add("x-api-key", GatewayServer.Token);
        _client.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");
    }

    public int Failures => _failures;

    public async Task<IReadOnlyList<TimeSpan>> ReadAsync(int calls, int atOnce, CancellationToken cancellationToken)
    {
        var times = new TimeSpan[calls];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => WorkAsync()));
        return times;

        async Task WorkAsync()
        {
            while (Interlocked.Increment(ref next) is var call && call < calls)
            {
                times[call] = await ReadOneAsync(call % Questions, cancellationToken);
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<TimeSpan> ReadOneAsync(int question, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/v1/messages")
        {
            Content = new StringContent(
                $$"""{"model":"claude-opus-4-8","max_tokens":100,"stream":true,"messages":[{"role":"user","content":"Question {{question}}"}]}""",
                Encoding.UTF8,
                "application/json"),
        };
        var begun = TimeProvider.System.GetTimestamp();
        using var answer = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[4096];
        var read = await body.ReadAsync(buffer, cancellationToken);
        var time = TimeProvider.System.GetElapsedTime(begun);
        while (await body.ReadAsync(buffer, cancellationToken) is var more && more > 0)
        {
            read += more;
        }

        if (!answer.IsSuccessStatusCode || read == 0)
        {
            Interlocked.Increment(ref _failures);
        }

        return time;
    }
}
