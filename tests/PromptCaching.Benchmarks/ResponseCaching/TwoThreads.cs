using System.Diagnostics;

namespace PromptCaching.Benchmarks.ResponseCaching;

/// <summary>How many hits two threads make in the time in which one makes its own.</summary>
internal sealed class TwoThreads(string name, byte[] body) : IRatio
{
    private const int Hits = 20_000;
    private const int Rounds = 9;

    public string Name => name;

    public string Against => "the hits of one thread in the same time";

    public double Target => 1.7;

    public RatioSense Sense => RatioSense.Min;

    public void Ours() => throw new NotSupportedException();

    public void Reference() => throw new NotSupportedException();

    /// <summary>Both in turns, so that a busy machine slows both; the best of each counts.</summary>
    public double Measure()
    {
        using var caller = MemoryHit.Filled(body);
        Run(caller);
        var (one, two) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var alone = Time(() => Run(caller));
            var together = Time(() => Parallel.Invoke(() => Run(caller), () => Run(caller)));
            one = alone < one ? alone : one;
            two = together < two ? together : two;
        }

        return 2 * one / two;
    }

    private static TimeSpan Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }

    private static void Run(CachedCaller caller)
    {
        for (var hit = 0; hit < Hits; hit++)
        {
            caller.Ask();
        }
    }
}
