using System.Numerics;

namespace PromptCaching.AspNetCore.Traffic;

/// <summary>Counts durations in boxes that grow by a sixteenth: a percentile is right to 3 %, in 4 KB, whatever happens. The traffic's lock is held.</summary>
internal sealed class LatencyCounts
{
    private const int BoxesOfOctave = 16;
    private const int BitsOfBox = 4;
    private const int Octaves = 36;
    private readonly long[] _boxes = new long[BoxesOfOctave * Octaves];
    private long _count;
    private double _milliseconds;

    public void Add(TimeSpan duration)
    {
        _boxes[BoxOf(duration)]++;
        _count++;
        _milliseconds += duration.TotalMilliseconds;
    }

    public LatencySummary Summary() => _count == 0
        ? new LatencySummary(0, null, null, null, null)
        : new LatencySummary(_count, _milliseconds / _count, Percentile(0.5), Percentile(0.95), Percentile(0.99));

    private double Percentile(double share)
    {
        var rest = (long)Math.Ceiling(_count * share);
        var box = 0;
        while ((rest -= _boxes[box]) > 0)
        {
            box++;
        }

        return Middle(box).TotalMilliseconds;
    }

    /// <summary>Boxes of ticks: the octave is the highest bit, and the four bits behind it are the box in the octave.</summary>
    private static int BoxOf(TimeSpan duration)
    {
        var ticks = (ulong)Math.Clamp(duration.Ticks, BoxesOfOctave, (1L << (Octaves + BitsOfBox)) - 1);
        var octave = BitOperations.Log2(ticks) - BitsOfBox;
        return (octave * BoxesOfOctave) + (int)((ticks >> octave) & (BoxesOfOctave - 1));
    }

    private static TimeSpan Middle(int box)
    {
        var (octave, part) = (box / BoxesOfOctave, box % BoxesOfOctave);
        return TimeSpan.FromTicks((((BoxesOfOctave + part) * 2L) + 1) << octave) / 2;
    }
}
