using CostExplorer.Replay;

namespace CostExplorer.Compare;

/// <summary>The least that a token can cost over all the uses of its position: at each it is plain, written, or read while an entry lives.</summary>
internal static class CheapestUses
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    /// <summary>Decides from the last use back to the first, so that every later decision is known.</summary>
    /// <remarks>An entry that can be read always is: nothing is cheaper, and it costs nothing to prolong.</remarks>
    public static double Cost(ReadOnlySpan<Use> uses)
    {
        var count = uses.Length;

        // From use i on: with no entry alive, and right after reading at i an entry of either lifetime.
        var fresh = new double[count + 1];
        var afterShort = new double[count + 1];
        var afterLong = new double[count + 1];
        var plainFrom = PlainFrom(uses);
        var visible = count;
        for (var index = count - 1; index >= 0; index--)
        {
            // A write is readable once its answer has begun; until then others pay in full.
            while (visible > index + 1 && uses[visible - 1].At >= uses[index].At + EmulatorSettings.TimeToFirstByte)
            {
                visible--;
            }

            afterShort[index] = Next(uses, index, index + 1, FiveMinutes, fresh, afterShort);
            afterLong[index] = Next(uses, index, index + 1, OneHour, fresh, afterLong);
            var meanwhile = plainFrom[index + 1] - plainFrom[visible];
            var prices = uses[index].Prices;
            fresh[index] = Math.Min(
                prices.Plain + fresh[index + 1],
                meanwhile + Math.Min(
                    prices.Written5m + Next(uses, index, visible, FiveMinutes, fresh, afterShort),
                    prices.Written1h + Next(uses, index, visible, OneHour, fresh, afterLong)));
        }

        return fresh[0];
    }

    /// <summary>The cost from the next use on of an entry that was begun or read last at use <paramref name="last"/>.</summary>
    private static double Next(ReadOnlySpan<Use> uses, int last, int next, TimeSpan lifetime, double[] fresh, double[] after) =>
        next == uses.Length ? 0
        : uses[next].At < uses[last].At + lifetime ? uses[next].Prices.Read + after[next]
        : fresh[next];

    private static double[] PlainFrom(ReadOnlySpan<Use> uses)
    {
        var sums = new double[uses.Length + 1];
        for (var index = uses.Length - 1; index >= 0; index--)
        {
            sums[index] = sums[index + 1] + uses[index].Prices.Plain;
        }

        return sums;
    }
}
