using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Planning;

/// <summary>
/// What a token of a segment that is not cached is expected to cost from now on, in plain input tokens: if it is left plain, written for five
/// minutes, or written for an hour, each time with the best choice afterwards.
/// </summary>
/// <remarks>
/// A use costs 1 plain, 1.25 or 2 written, and the read rate when an entry is alive. With the odds q5, q60 and q of a next use within five
/// minutes, an hour, ever, the cost C of a use without an entry and R5, R60 of a use with one follow from those of the next use, C', R5', R60':
/// C = min(1 + qC', 1.25 + q5 R5' + (q - q5)C', 2 + q60 R60' + (q - q60)C'), R5 = r + q5 R5' + (q - q5)C', R60 = r + q60 R60' + (q - q60)C'.
/// In the last stage nothing changes any more, C = C' and so on, and the equations are solved.
/// </remarks>
internal readonly record struct SegmentCost(double Plain, double FiveMinutes, double OneHour)
{
    private const double WriteFiveMinutes = 1.25;
    private const double WriteOneHour = 2;

    /// <summary>No prefix is used for ever; without this the sums have no end.</summary>
    private const double MostCertain = 0.98;

    /// <param name="prospect">The odds of the next use and those after it.</param>
    /// <param name="readRate">What a read costs.</param>
    /// <param name="survival">How likely what stands before the segment outlasts a long pause; an hour helps only as far as that.</param>
    public static SegmentCost Of(ReuseProspect prospect, double readRate, double survival)
    {
        var stages = prospect.Stages;
        var after = Settled(Bounded(stages[^1].Odds, survival), readRate);
        for (var stage = stages.Count - 2; stage >= 0; stage--)
        {
            var odds = Bounded(stages[stage].Odds, survival);
            for (var use = 0; use < stages[stage].Uses; use++)
            {
                after = Before(after, odds, readRate);
            }
        }

        var (five, hour, ever) = Bounded(prospect.Next, survival);
        return new SegmentCost(
            1 + (ever * after.Cold),
            WriteFiveMinutes + (five * after.FiveMinutes) + ((ever - five) * after.Cold),
            WriteOneHour + (hour * after.OneHour) + ((ever - hour) * after.Cold));
    }

    /// <summary>Another call writes these tokens already: a second write costs its surcharge and changes nothing.</summary>
    public SegmentCost WrittenByAnother() => this with { Plain = FiveMinutes - WriteFiveMinutes + 1 };

    private static (double Five, double Hour, double Ever) Bounded(ReuseOdds odds, double survival)
    {
        var ever = Math.Min(odds.Ever, MostCertain);
        var five = Math.Min(odds.WithinFiveMinutes, ever);
        return (five, five + ((Math.Min(odds.WithinOneHour, ever) - five) * survival), ever);
    }

    private static UseCost Before(UseCost after, (double Five, double Hour, double Ever) odds, double readRate)
    {
        var (five, hour, ever) = odds;
        var afterFive = (five * after.FiveMinutes) + ((ever - five) * after.Cold);
        var afterHour = (hour * after.OneHour) + ((ever - hour) * after.Cold);
        var cold = Math.Min(1 + (ever * after.Cold), Math.Min(WriteFiveMinutes + afterFive, WriteOneHour + afterHour));
        return new UseCost(cold, readRate + afterFive, readRate + afterHour);
    }

    private static UseCost Settled((double Five, double Hour, double Ever) odds, double readRate)
    {
        var (five, hour, ever) = odds;
        var cold = Math.Min(1 / (1 - ever), Math.Min(Always(WriteFiveMinutes, five, ever, readRate), Always(WriteOneHour, hour, ever, readRate)));
        return new UseCost(cold, Reading(five, ever, readRate, cold), Reading(hour, ever, readRate, cold));
    }

    private static double Reading(double alive, double ever, double readRate, double cold) => (readRate + ((ever - alive) * cold)) / (1 - alive);

    /// <summary>The cost of a use without an entry when every such use writes one: C = w + aR + (q - a)C with R = (r + (q - a)C) / (1 - a).</summary>
    private static double Always(double write, double alive, double ever, double readRate)
    {
        var lost = ever - alive;
        return (write + (alive * readRate / (1 - alive))) / (1 - lost - (alive * lost / (1 - alive)));
    }

    /// <summary>What a use and all after it cost: without an entry, with one of five minutes, with one of an hour.</summary>
    private readonly record struct UseCost(double Cold, double FiveMinutes, double OneHour);
}
