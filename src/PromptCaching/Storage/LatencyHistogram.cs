using System.Numerics;

namespace PromptCaching.Storage;

/// <summary>Counts durations in boxes that grow by an eighth: a percentile is right to 12 %, in 2 KB, whatever happens.</summary>
internal sealed class LatencyHistogram
{
    private const int BoxesOfOctave = 8;
    private const int Octaves = 32;
    private readonly long[] _boxes = new long[BoxesOfOctave * Octaves];

    public void Add(TimeSpan duration) => Interlocked.Increment(ref _boxes[BoxOf(duration)]);

    /// <summary>Tells a percentile.</summary>
    /// <param name="share">Between 0 and 1.</param>
    /// <returns>The upper end of its box; zero when nothing was counted.</returns>
    public TimeSpan Percentile(double share)
    {
        var total = 0L;
        foreach (ref var box in _boxes.AsSpan())
        {
            total += Interlocked.Read(ref box);
        }

        var rest = (long)Math.Ceiling(total * share);
        for (var index = 0; index < _boxes.Length && total > 0; index++)
        {
            rest -= Interlocked.Read(ref _boxes[index]);
            if (rest <= 0)
            {
                return UpperEnd(index);
            }
        }

        return TimeSpan.Zero;
    }

    /// <summary>Boxes of ticks: the octave is the highest bit, and the three bits behind it are the box in the octave.</summary>
    private static int BoxOf(TimeSpan duration)
    {
        var ticks = (ulong)Math.Clamp(duration.Ticks, BoxesOfOctave, (1L << (Octaves + 2)) - 1);
        var octave = BitOperations.Log2(ticks) - 3;
        return (octave * BoxesOfOctave) + (int)((ticks >> octave) & (BoxesOfOctave - 1));
    }

    private static TimeSpan UpperEnd(int box)
    {
        var (octave, part) = (box / BoxesOfOctave, box % BoxesOfOctave);
        return TimeSpan.FromTicks((BoxesOfOctave + part + 1L) << octave);
    }
}
