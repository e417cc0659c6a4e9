using System.Diagnostics;
using System.Security.Cryptography;
using PromptCaching.Benchmarks.ResponseCaching;

namespace PromptCaching.Benchmarks.Telemetry;

/// <summary>What a listener to spans and metrics adds to a hit: the same caller with and without one, in turns, over the hash of its body.</summary>
internal sealed class ListenedHit(string name, byte[] body) : IRatio
{
    private const int Rounds = 40;
    private const int Hits = 1000;

    public string Name => name;

    public string Against => "SHA-256 of the body";

    public double Target => 0.1;

    public void Ours() => throw new NotSupportedException();

    public void Reference() => throw new NotSupportedException();

    /// <summary>The best round of each counts: noise only ever adds time.</summary>
    public double Measure()
    {
        using var caller = MemoryHit.Filled(body);
        var (silent, listened, hash) = (TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = -Rounds; round < Rounds; round++)
        {
            var one = Time(caller.Ask);
            var two = Listened(caller);
            var three = Time(() => SHA256.HashData(body));
            if (round >= 0)
            {
                (silent, listened, hash) = (Least(silent, one), Least(listened, two), Least(hash, three));
            }
        }

        return (listened - silent) / hash;
    }

    private static TimeSpan Listened(CachedCaller caller)
    {
        using var listener = new Listeners();
        return Time(caller.Ask);
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        for (var hit = 0; hit < Hits; hit++)
        {
            action();
        }

        return watch.Elapsed;
    }
}
