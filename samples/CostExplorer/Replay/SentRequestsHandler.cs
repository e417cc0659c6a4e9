using PromptCaching.Testing;

namespace CostExplorer.Replay;

/// <summary>Stands where the network would be: sees every request just before the emulator does, and reports them in the order of arrival.</summary>
internal sealed class SentRequestsHandler(ClaudeEmulator emulator, TimeProvider clock, DateTimeOffset start, Action<SentRequest> report)
    : DelegatingHandler(emulator)
{
    public static readonly HttpRequestOptionsKey<string> Conversation = new("conversation");

    private readonly Lock _gate = new();
    private readonly Queue<Arrived> _waiting = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var arrived = new Arrived(clock.GetUtcNow() - start, request.Options.TryGetValue(Conversation, out var name) ? name : "", body);
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
                    report(new SentRequest(first.At, first.Conversation, first.Body, call));
                }
            }
        }
    }

    private sealed class Arrived(TimeSpan at, string conversation, byte[] body)
    {
        public TimeSpan At => at;

        public string Conversation => conversation;

        public byte[] Body => body;

        public EmulatedCall? Call { get; set; }

        public bool IsDone { get; set; }
    }
}
