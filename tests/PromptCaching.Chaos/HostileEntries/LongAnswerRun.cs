using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using PromptCaching.Chaos.StoreFaults;

namespace PromptCaching.Chaos.HostileEntries;

/// <summary>One long answer through the whole chain, which may neither hold nor store it, nor change a byte.</summary>
internal sealed class LongAnswerRun(LongAnswer answer, bool hasLength)
{
    private static readonly Uri Address = new("https://api.anthropic.com/v1/messages");
    private readonly IncrementalHash _sent = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _before;

    public long Most { get; private set; }

    public bool IsWhole { get; private set; }

    public bool IsStored { get; private set; }

    public bool IsBilled { get; private set; }

    public int Cap { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var store = new LyingStore();
        var options = new ClaudeCachingOptions
        {
            Client = { ApiKey = "key-of-the-run" },
            DistributedCache = store,
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
        };
        Cap = options.ResponseCaching.MaxAnswerBytes;
        using var server = new Server(this);
        using var chain = ClaudeCachingHandler.Create(options, server);
        using var client = new HttpMessageInvoker(chain, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = new StringContent(EchoServer.BodyOf(answer.IsStream ? "stream" : "message"), Encoding.UTF8, "application/json"),
        };
        using var received = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[65536];
        _before = GC.GetTotalMemory(forceFullCollection: true);
        using var response = await client.SendAsync(request, cancellationToken);
        await using (var body = await response.Content.ReadAsStreamAsync(cancellationToken))
        {
            while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                received.AppendData(buffer.AsSpan(0, count));
            }
        }

        Look();
        IsWhole = received.GetHashAndReset().AsSpan().SequenceEqual(_sent.GetHashAndReset());
        IsStored = store.LastKey.Length > 0 || chain.Regions["response"].Counters.Stores > 0;
        IsBilled = response.GetCallReport()?.Usage?.Output == 20;
    }

    private void Look()
    {
        GC.Collect();
        Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: false) - _before);
    }

    private sealed class Server(LongAnswerRun run) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = run.Answer;
            var response = new HttpResponseMessage(HttpStatusCode.OK)
                { RequestMessage = request, Content = new StreamContent(new LongAnswerStream(answer, run._sent, run.Look)) };
            response.Content.Headers.ContentType = new MediaTypeHeaderValue(answer.IsStream ? "text/event-stream" : "application/json");
            response.Content.Headers.ContentLength = run.HasLength ? answer.Length : null;
            return Task.FromResult(response);
        }
    }

    private LongAnswer Answer => answer;

    private bool HasLength => hasLength;
}
