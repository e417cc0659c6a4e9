using System.Threading.Channels;

namespace PromptCaching.Tests.CacheControl.WarmFirst;

/// <summary>Keeps every request at the door of a server until the test lets it in.</summary>
internal sealed class HeldServer(HttpMessageHandler server) : DelegatingHandler(server)
{
    private readonly Channel<HeldRequest> _held = Channel.CreateUnbounded<HeldRequest>();
    private int _arrived;

    /// <summary>Gets how many requests came so far.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    /// <summary>Gets the next request, once it is here.</summary>
    public ValueTask<HeldRequest> NextAsync() => _held.Reader.ReadAsync();

    public async Task<IReadOnlyList<HeldRequest>> NextAsync(int count)
    {
        var requests = new List<HeldRequest>();
        while (requests.Count < count)
        {
            requests.Add(await NextAsync());
        }

        return requests;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var held = new HeldRequest();
        Interlocked.Increment(ref _arrived);
        _held.Writer.TryWrite(held);
        await held.Entered.WaitAsync(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}

/// <summary>A request at the door.</summary>
internal sealed class HeldRequest
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Entered => _entered.Task;

    public void LetIn() => _entered.SetResult();

    public void Break() => _entered.SetException(new HttpRequestException("The connection broke."));
}
