namespace PromptCaching.RateLimiting.Quota;

/// <summary>Who waits, in the order of going: first come, first served, with a head start for the urgent. Not safe for several threads.</summary>
/// <remarks>The head start is a time, so nobody waits for ever behind calls that come later.</remarks>
internal sealed class CallQueue
{
    private readonly LinkedList<WaitingCall>[] _lines = [new(), new(), new()];

    public int Count { get; private set; }

    /// <summary>Gets what all of them expect to take.</summary>
    public QuotaAmount Expected { get; private set; }

    /// <summary>Gets how many of them want to know where they stand.</summary>
    public int Watchers { get; private set; }

    public WaitingCall? First => _lines
        .Select(static line => line.First?.Value)
        .OfType<WaitingCall>()
        .MinBy(static head => head.Due);

    /// <summary>How many go before a call that would be due then, and what they expect to take.</summary>
    public (int Count, QuotaAmount Expected) Before(long due)
    {
        var before = All.TakeWhile(call => call.Due <= due).ToArray();
        return (before.Length, before.Aggregate(default(QuotaAmount), static (sum, call) => sum + call.Expected));
    }

    public IEnumerable<WaitingCall> All => _lines.SelectMany(static line => line).OrderBy(static call => call.Due);

    public void Add(WaitingCall call, CallPriority priority)
    {
        _lines[(int)priority].AddLast(call.Place);
        Count++;
        Watchers += call.Progress is null ? 0 : 1;
        Expected += call.Expected;
    }

    public void Remove(WaitingCall call)
    {
        if (call.Place.List is { } line)
        {
            line.Remove(call.Place);
            Count--;
            Watchers -= call.Progress is null ? 0 : 1;
            Expected = Count == 0 ? default : Expected - call.Expected;
        }
    }
}
