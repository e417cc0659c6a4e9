using System.Text;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.TransportFaults;

/// <summary>One chain over the failing server, which makes one call after the other; time goes on when the call waits.</summary>
internal sealed class FaultLane : IDisposable
{
    private static readonly Uri Address = new("https://api.anthropic.com/v1/messages");
    private readonly ManualTimeProvider _clock = new();
    private readonly LedgerServer _server;
    private readonly LastReport _reports = new();
    private readonly HttpMessageInvoker _client;

    public FaultLane()
    {
        _server = new LedgerServer(_clock);
        _client = new HttpMessageInvoker(ClaudeCachingHandler.Create(
            new ClaudeCachingOptions
            {
                Client = { ApiKey = "key-of-the-run" },
                ResponseCaching = { Enabled = false },
                RateLimiting = { Enabled = false },

                // Three of five attempts fail: what budget and breaker do then is another scenario's. Limits are short so that all fit the deadline.
                Retrying =
                {
                    CircuitBreaker = false,
                    RetryBudget = 3,
                    FirstByteTimeout = TimeSpan.FromSeconds(30),
                    AnswerTimeout = TimeSpan.FromSeconds(60),
                    IdleTimeout = TimeSpan.FromSeconds(20),
                    TotalDeadline = TimeSpan.FromHours(1),
                },
                Observers = { _reports },
                TimeProvider = _clock,
            },
            _server));
    }

    /// <summary>Makes a call.</summary>
    /// <returns><see langword="null"/> when it never ended.</returns>
    public FaultOutcome? Run(FaultPlan plan, Random chance, CancellationToken cancellationToken)
    {
        _server.Begin(plan, chance);
        _reports.Report = null;
        var calling = CallAsync(plan, cancellationToken);
        while (!calling.IsCompleted)
        {
            // Nothing here runs on another thread: a call that waits for no timer waits for ever.
            if (!_clock.AdvanceToNextTimer())
            {
                return null;
            }
        }

        var (received, hasFailed) = calling.GetAwaiter().GetResult();
        var isPrefix = _server.Answer.AsSpan().StartsWith(received);
        return new FaultOutcome(
            hasFailed,
            IsWhole: received.AsSpan().SequenceEqual(_server.Answer),
            IsPart: isPrefix,
            _server.Attempts,
            _server.UndeliveredExecutions,
            _reports.Report!);
    }

    public void Dispose() => _client.Dispose();

    private async Task<(byte[] Received, bool HasFailed)> CallAsync(FaultPlan plan, CancellationToken cancellationToken)
    {
        var stream = plan.IsStream ? "true" : "false";
        var body = $$"""{"model":"claude-sonnet-5-5","max_tokens":10,"stream":{{stream}},"messages":[{"role":"user","content":"Anyone?"}]}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new("application/json");
        using var received = new MemoryStream();
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                return ([], true);
            }

            await response.Content.CopyToAsync(received, cancellationToken).ConfigureAwait(false);
            return (received.ToArray(), false);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or ClaudeException)
        {
            return (received.ToArray(), true);
        }
    }

    private sealed class LastReport : ICallObserver
    {
        public CallReport? Report { get; set; }

        public void OnCallCompleted(CallReport report) => Report = report;
    }
}
