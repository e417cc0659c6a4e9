using System.Collections.Concurrent;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.ColdBurst;

/// <summary>What became of the calls of some bursts.</summary>
internal sealed class BurstTally(double prefixTokens)
{
    private readonly ConcurrentDictionary<int, int> _writes = new();
    private readonly ConcurrentDictionary<int, CallFate> _first = new();
    private readonly ConcurrentBag<double> _waits = [];
    private double _cost;
    private long _tokens;
    private readonly ConcurrentQueue<string> _lost = new();

    public int Lost => _lost.Count;

    /// <summary>Gets how the first call was lost that was; null when none was.</summary>
    public string? FirstLost => _lost.TryPeek(out var how) ? how : null;

    public int Hung { get; set; }

    /// <summary>Gets how often the prefix of a burst was written, where that was most.</summary>
    public int MostWrites => _writes.Values.DefaultIfEmpty().Max();

    /// <summary>Gets how many bursts began with a call that came to nothing.</summary>
    public int FailedLeaders => _first.Values.Count(static fate => fate is CallFate.Breaks or CallFate.IsRefused or CallFate.Leaves);

    public int LeadersWithoutStream => _first.Values.Count(static fate => fate == CallFate.DoesNotStream);

    /// <summary>Gets the median of what calls waited for a prefix, in times to first byte.</summary>
    public double MedianWait => _waits.Order().ElementAt(_waits.Count / 2);

    /// <summary>Gets what the input cost, as a part of what it would have cost without any marker.</summary>
    public double CostOfUnmarked => _cost / _tokens;

    public void Arrive(BurstCall call) => _first.TryAdd(call.Burst, call.Fate);

    /// <summary>An answer has begun: what its request wrote is there.</summary>
    public void Begin(BurstCall call, EmulatedUsage usage)
    {
        var written = usage.Written5mTokens + usage.Written1hTokens;
        _writes.AddOrUpdate(call.Burst, written >= prefixTokens ? 1 : 0, (_, writes) => writes + (written >= prefixTokens ? 1 : 0));
        Interlocked.Add(ref _tokens, usage.PromptTokens);
        lock (_waits)
        {
            _cost += usage.InputTokens + (1.25 * usage.Written5mTokens) + (2 * usage.Written1hTokens) + (0.1 * usage.ReadTokens);
        }
    }

    public void Answer(TimeSpan? waited) => _waits.Add((waited ?? TimeSpan.Zero) / BurstRun.TimeToFirstByte);

    public void Lose(string how) => _lost.Enqueue(how);
}
