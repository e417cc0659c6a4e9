using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Chaos.CutStreams;

/// <summary>One chain with its server and its store, which serves one cut after the other, each to a question of its own.</summary>
internal sealed class CutLane : IDisposable
{
    private const int GarbageLength = 64;
    private const int LongestPiece = 10_000;
    private static readonly Uri Address = new("https://api.anthropic.com/v1/messages");
    private readonly CuttingServer _server = new();
    private readonly CountingStore _store = new();
    private readonly HttpMessageInvoker _client;

    public CutLane() => _client = new HttpMessageInvoker(ClaudeCachingHandler.Create(
        new ClaudeCachingOptions
        {
            Client = { ApiKey = "key-of-the-run" },
            DistributedCache = _store,
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
        },
        _server));

    /// <summary>Asks twice; the answer of the first call is cut, the second tells whether it was kept.</summary>
    public async Task<CutOutcome> CutAsync(RecordedStream stream, int at, Cut cut, string question, Random chance, CancellationToken cancellationToken)
    {
        var garbage = new byte[GarbageLength];
        chance.NextBytes(garbage);
        var pieceSize = chance.Next(1, LongestPiece);
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _server.Next = () => new CutBody(stream.Bytes.AsMemory(0, at), cut, garbage, pieceSize, leaves.Cancel);
        var before = (_store.Writes, _server.Calls);
        var read = await ReadAsync(question, leaves.Token);

        _server.Next = static () => Stream.Null;
        var again = await ReadAsync(question, cancellationToken);
        return new CutOutcome(
            WasStored: _store.Writes > before.Writes,
            WasReplayed: again.IsHit || _server.Calls != before.Calls + 2,
            WasReported: read.HasFailed,
            Received: read.Bytes.Length,
            IsUnchanged: read.Bytes.AsSpan(0, Math.Min(at, read.Bytes.Length)).SequenceEqual(stream.Bytes.AsSpan(0, Math.Min(at, read.Bytes.Length))));
    }

    /// <summary>Asks twice without a cut.</summary>
    public async Task<bool> IsReplayedAsync(RecordedStream stream, string question, CancellationToken cancellationToken)
    {
        _server.Next = () => new MemoryStream(stream.Bytes);
        var first = await ReadAsync(question, cancellationToken);
        _server.Next = static () => Stream.Null;
        var second = await ReadAsync(question, cancellationToken);
        return second.IsHit && IsWhole(first) && IsWhole(second);

        bool IsWhole(Reading reading) => !reading.HasFailed && reading.Bytes.AsSpan().SequenceEqual(stream.Bytes);
    }

    public void Dispose() => _client.Dispose();

    private async Task<Reading> ReadAsync(string question, CancellationToken cancellationToken)
    {
        var body = $$"""{"model":"claude-opus-4-8","max_tokens":1000,"stream":true,"messages":[{"role":"user","content":"{{question}}"}]}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new("application/json");
        using var received = new MemoryStream();
        var isHit = false;
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            isHit = response.Headers.TryGetValues("x-promptcaching-result", out var results) && results.Contains("hit");
            await response.Content.CopyToAsync(received, cancellationToken);
            return new Reading(received.ToArray(), isHit, HasFailed: false);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or ClaudeException or OperationCanceledException)
        {
            return new Reading(received.ToArray(), isHit, HasFailed: true);
        }
    }

    private sealed record Reading(byte[] Bytes, bool IsHit, bool HasFailed);

    /// <summary>Keeps everything, and counts the writes.</summary>
    private sealed class CountingStore : IDistributedCache
    {
        private readonly Dictionary<string, byte[]> _values = [];

        public int Writes { get; private set; }

        public byte[]? Get(string key) => _values.GetValueOrDefault(key);

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Get(key));

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
        {
            Writes++;
            _values[key] = value;
        }

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            Set(key, value, options);
            return Task.CompletedTask;
        }

        public void Remove(string key) => _values.Remove(key);

        public Task RemoveAsync(string key, CancellationToken token = default)
        {
            Remove(key);
            return Task.CompletedTask;
        }

        public void Refresh(string key)
        {
        }

        public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;
    }
}
