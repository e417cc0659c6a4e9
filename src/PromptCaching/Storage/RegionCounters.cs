using System.Collections.Concurrent;

namespace PromptCaching.Storage;

/// <summary>What happened in a region since the process started. Nothing waits for anything here.</summary>
internal sealed class RegionCounters
{
    private readonly ConcurrentDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private long _hits;
    private long _misses;
    private long _joins;
    private long _stores;
    private long _bytes;
    private long _packedBytes;
    private long _ageTicks;
    private long _oldestTicks;
    private long _timeToLiveMilliseconds;

    public long Hits => Interlocked.Read(ref _hits);

    public long Misses => Interlocked.Read(ref _misses);

    public long Joins => Interlocked.Read(ref _joins);

    public long Stores => Interlocked.Read(ref _stores);

    public long Bytes => Interlocked.Read(ref _bytes);

    public long PackedBytes => Interlocked.Read(ref _packedBytes);

    public TimeSpan MeanAge => TimeSpan.FromTicks(Interlocked.Read(ref _ageTicks) / Math.Max(1, Hits));

    public TimeSpan OldestAge => TimeSpan.FromTicks(Interlocked.Read(ref _oldestTicks));

    public TimeSpan MeanTimeToLive => TimeSpan.FromMilliseconds(Interlocked.Read(ref _timeToLiveMilliseconds) / Math.Max(1, Stores));

    public IReadOnlyDictionary<string, long> RefusedByReason => new SortedDictionary<string, long>(_refused, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> ErrorsByKind => new SortedDictionary<string, long>(_errors, StringComparer.Ordinal);

    /// <summary>Gets how long the store took to answer.</summary>
    public LatencyHistogram Reads { get; } = new();

    /// <summary>Gets how long hits took, whichever tier they came from.</summary>
    public LatencyHistogram HitLatencies { get; } = new();

    public LiveEstimate InStore { get; } = new();

    /// <summary>The store answered a question, or did not in time.</summary>
    public void Read(TimeSpan latency) => Reads.Add(latency);

    /// <summary>An entry was served.</summary>
    /// <param name="age">How long ago it was stored.</param>
    /// <param name="latency">How long it took from the question to the entry.</param>
    public void Hit(TimeSpan age, TimeSpan latency)
    {
        HitLatencies.Add(latency);
        Interlocked.Increment(ref _hits);
        Interlocked.Add(ref _ageTicks, age.Ticks);
        InterlockedMax(ref _oldestTicks, age.Ticks);
    }

    public void Miss() => Interlocked.Increment(ref _misses);

    /// <summary>A question got the answer of an equal one that was under way.</summary>
    public void Join() => Interlocked.Increment(ref _joins);

    /// <summary>An entry was stored.</summary>
    /// <param name="bytes">The length of its body.</param>
    /// <param name="packedBytes">What the store holds of it.</param>
    /// <param name="timeToLive">How long it is fresh.</param>
    public void Stored(int bytes, int packedBytes, TimeSpan timeToLive)
    {
        Interlocked.Add(ref _timeToLiveMilliseconds, (long)timeToLive.TotalMilliseconds);
        Interlocked.Increment(ref _stores);
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _packedBytes, packedBytes);
    }

    /// <summary>Something was not stored.</summary>
    public void Refused(string reason) => _refused.AddOrUpdate(reason, 1, static (_, count) => count + 1);

    public void ErrorOf(string kind) => _errors.AddOrUpdate(kind, 1, static (_, count) => count + 1);

    public void ErrorOf(StoreFault fault)
    {
        if (fault != StoreFault.None)
        {
            ErrorOf(StoreFaults.NameOf(fault));
        }
    }

    private static void InterlockedMax(ref long maximum, long value)
    {
        var known = Interlocked.Read(ref maximum);
        while (value > known)
        {
            var seen = Interlocked.CompareExchange(ref maximum, value, known);
            if (seen == known)
            {
                return;
            }

            known = seen;
        }
    }
}
