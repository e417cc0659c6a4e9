using System.Collections.Concurrent;
using System.Threading.Channels;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>A server that says nothing until the test lets it.</summary>
internal sealed class GatedServer : HttpMessageHandler
{
    private readonly Channel<GatedCall> _arrivals = Channel.CreateUnbounded<GatedCall>();

    /// <summary>Gets every call that arrived, in order.</summary>
    public ConcurrentQueue<GatedCall> Calls { get; } = [];

    /// <summary>Gets or sets what looks at each request where it arrives.</summary>
    public Action<HttpRequestMessage>? OnArrival { get; set; }

    /// <summary>Gets or sets a value indicating whether calls go on when they are cancelled, as those of a transport that does not listen.</summary>
    public bool IsDeaf { get; set; }

    public Task<GatedCall> NextCallAsync() => _arrivals.Reader.ReadAsync().AsTask().Soon();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        OnArrival?.Invoke(request);
        var question = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var call = new GatedCall(request, question, cancellationToken);
        Calls.Enqueue(call);
        _arrivals.Writer.TryWrite(call);
        return await call.Head.WaitAsync(IsDeaf ? CancellationToken.None : cancellationToken);
    }
}
