using PromptCaching.Testing;

namespace CostExplorer.Replay;

/// <summary>Stands where the network would be: sees every request just before the emulator does, and reports them in the order of arrival.</summary>
internal sealed class SentRequestsHandler(ClaudeEmulator emulator, TimeProvider clock, DateTimeOffset start, Action<SentRequest> report)
    : DelegatingHandler(emulator)
{
    public static readonly HttpRequestOptionsKey<(int Number, string Conversation)> Origin = new("origin");

    private readonly Lock _gate = new();
    private readonly Queue<Arrived> _waiting = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        request.Options.TryGetValue(Origin, out var origin);
        var arrived = new Arrived(origin, clock.GetUtcNow() - start, body);
        lock (_gate)
        {
            _waiting.Enqueue(arrived);
        }

        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            arrived.Call = emulator.Find(response.Headers.GetValues("request-id").First());
            return response;
        }
        finally
        {
            arrived.IsDone = true;
            ReportDone();
        }
    }

    private void ReportDone()
    {
        lock (_gate)
        {
            while (_waiting.TryPeek(out var first) && first.IsDone)
            {
                _waiting.Dequeue();
                if (first.Call is { } call)
                {
                    report(new SentRequest(first.Origin.Number, first.At, first.Origin.Conversation, first.Body, call));
                }
            }
        }
    }

    private sealed class Arrived((int Number, string Conversation) origin, TimeSpan at, byte[] body)
    {
        public TimeSpan At => at;

        public (int Number, string Conversation) Origin => origin;

        public byte[] Body => body;

        public EmulatedCall? Call { get; set; }

        public bool IsDone { get; set; }
    }
}
