using System.Diagnostics;

namespace PromptCaching.Benchmarks;

/// <summary>
/// Times both sides of a ratio in turns, so that a busy machine slows both, and compares their best rounds: noise only ever adds time.
/// </summary>
internal static class Stopwatches
{
    private const int Rounds = 25;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(20);

    public static double Compare(IRatio ratio)
    {
        var best = Best(ratio.Ours, ratio.Reference);
        return best[0] / best[1];
    }

    /// <summary>Times any number of sides.</summary>
    /// <returns>The seconds of each, in its best round.</returns>
    public static double[] Best(params Action[] sides)
    {
        var repetitions = Array.ConvertAll(sides, Repetitions);
        var best = Array.ConvertAll(sides, static _ => double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            for (var side = 0; side < sides.Length; side++)
            {
                best[side] = Math.Min(best[side], Time(sides[side], repetitions[side]));
            }
        }

        return best;
    }

    /// <summary>Warms up until the code is compiled at its best tier, which takes the runtime some seconds, and finds how often it fits into a round.</summary>
    private static int Repetitions(Action action)
    {
        for (var warming = Stopwatch.StartNew(); warming.Elapsed < WarmUp;)
        {
            action();
        }

        var watch = Stopwatch.StartNew();
        action();
        return Math.Max(1, (int)(Round / watch.Elapsed));
    }

    private static double Time(Action action, int repetitions)
    {
        var watch = Stopwatch.StartNew();
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            action();
        }

        return watch.Elapsed.TotalSeconds / repetitions;
    }
}
