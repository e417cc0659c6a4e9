using System.Collections.Concurrent;
using PromptCaching.DependencyInjection;

namespace PromptCaching.Chaos.CoalescingSchedules;

/// <summary>A client over a scripted server, for one schedule after the other.</summary>
internal sealed class ScheduleLane : IDisposable
{
    private const int StoredBytes = 4 * 1024 * 1024;
    private readonly ClaudeCachingHandler? _chain;

    private ScheduleLane(Func<ScheduleLane, HttpMessageHandler> handler)
    {
        var client = handler(this);
        _chain = client as ClaudeCachingHandler;
        Client = new HttpMessageInvoker(client);
    }

    public ScheduledServer Server { get; } = new();

    public HttpMessageInvoker Client { get; }

    public ConcurrentQueue<CallReport> Reports { get; } = [];

    public int QuestionsInFlight => _chain?.QuestionsInFlight ?? 0;

    public static ScheduleLane OverTheChain() => OverTheChain(isJoining: true);

    /// <summary>Everybody makes a call of their own.</summary>
    public static ScheduleLane OverTheChainWithoutJoining() => OverTheChain(isJoining: false);

    /// <summary>What many a cache does: the first caller's own call, with the first caller's token, is what all wait for.</summary>
    public static ScheduleLane OverTheNaive() => new(static lane => new NaiveCoalescer(lane.Server));

    public void Dispose() => Client.Dispose();

    private static ScheduleLane OverTheChain(bool isJoining) => new(lane => ClaudeCachingHandler.Create(
        new ClaudeCachingOptions
        {
            Client = { ApiKey = "key-of-the-run" },
            ResponseCaching = { MaxBytes = StoredBytes, Enabled = isJoining },
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
            Observers = { new DelegateObserver(lane.Reports.Enqueue) },
        },
        lane.Server));
}
