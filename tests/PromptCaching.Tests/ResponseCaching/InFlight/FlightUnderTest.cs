using System.Collections.Concurrent;
using PromptCaching.DependencyInjection;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>A chain over a server that speaks when the test says so. Whoever has called <see cref="SendAsync"/> has its seat when that returns.</summary>
internal sealed class FlightUnderTest : IDisposable
{
    public FlightUnderTest(Action<ClaudeCachingOptions>? configure = null) => Chain = new ChainUnderTest(
        options =>
        {
            options.Observers.Add(new DelegateObserver(Reports.Enqueue));
            configure?.Invoke(options);
        },
        Server);

    public ChainUnderTest Chain { get; }

    public GatedServer Server { get; } = new();

    /// <summary>Gets the finished reports in the order in which they were finished.</summary>
    public ConcurrentQueue<CallReport> Reports { get; } = [];

    public int InFlight => Chain.Handler.QuestionsInFlight;

    /// <summary>Asks, and returns when the response begins.</summary>
    public Task<HttpResponseMessage> SendAsync(string body, Action<HttpRequestMessage>? change = null, CancellationToken cancellationToken = default)
    {
        var request = ChainUnderTest.Post(body.Utf8());
        change?.Invoke(request);
        return Chain.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).Soon();
    }

    /// <summary>Asks, and returns when the answer was read to its end.</summary>
    public async Task<Answered> AskAsync(string body, Action<HttpRequestMessage>? change = null, CancellationToken cancellationToken = default) =>
        await ReadAsync(await SendAsync(body, change, cancellationToken));

    public static async Task<Answered> ReadAsync(HttpResponseMessage response) =>
        new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync().Soon(), response);

    /// <summary>Reads what has come and was not read yet, or waits for the next of it.</summary>
    public static async Task<string> ReadPieceAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        var buffer = new byte[ushort.MaxValue];
        var count = await stream.ReadAsync(buffer, cancellationToken).AsTask().Soon();
        return buffer.AsSpan(0, count).ToArray().Utf8();
    }

    public static void Wish(HttpRequestMessage request, ResponseCacheMode mode) => new ClaudeCall { ResponseCache = mode }.Set(request);

    public void Dispose() => Chain.Dispose();
}
