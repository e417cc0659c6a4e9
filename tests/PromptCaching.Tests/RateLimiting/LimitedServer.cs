using System.Diagnostics.Metrics;
using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Telemetry;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.RateLimiting;

/// <summary>The limiter alone, over a server that answers as the test says.</summary>
internal sealed class LimitedServer : HttpMessageHandler
{
    private readonly Meter _meter = new("limiter under test");
    private readonly HttpMessageInvoker _invoker;

    public LimitedServer()
    {
        Pools = new QuotaPools(() => Options, Clock);
        _invoker = new HttpMessageInvoker(
            new RateLimitingHandler(Pools, () => Options, Clock, new RateLimitingMetrics(_meter), Log) { InnerHandler = this }, disposeHandler: false);
    }

    public RateLimitingOptions Options { get; } = new() { RequestsPerMinute = 100, QueueLimit = 0 };

    public ManualTimeProvider Clock { get; } = new();

    public RecordingLoggers Log { get; } = new();

    public QuotaPools Pools { get; }

    public QuotaStatus Pool => Pools.Pools.Single();

    public Func<HttpResponseMessage> Answer { get; set; } = static () => new HttpResponseMessage();

    public int Asked { get; private set; }

    public static HttpResponseMessage With(int status, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)status);
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    public Task<HttpResponseMessage> AskAsync(string body = "{}", CallReport? report = null)
    {
        var request = ChainUnderTest.Post(body.Utf8());
        new CallContext(body.Utf8(), report ?? new CallReport()).Attach(request);
        return SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _invoker.SendAsync(request, default);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked++;
        return Task.FromResult(Answer());
    }

    protected override void Dispose(bool disposing)
    {
        _invoker.Dispose();
        _meter.Dispose();
        Pools.Dispose();
        base.Dispose(disposing);
    }
}
