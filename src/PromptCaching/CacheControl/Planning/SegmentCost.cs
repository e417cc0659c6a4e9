using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Planning;

/// <summary>
/// What a token of a segment that is not cached is expected to cost from now on, in plain input tokens: if it is left plain, written for five
/// minutes, or written for an hour, each time with the best choice afterwards.
/// </summary>
/// <remarks>
/// A use costs 1 plain, 1.25 or 2 written, and the read rate when an entry is alive. With the odds q5, q60 and q of a next use within five
/// minutes, an hour, ever, the cost C of a use without an entry and R5, R60 of a use with one satisfy
/// C = min(1 + qC, 1.25 + q5 R5 + (q - q5)C, 2 + q60 R60 + (q - q60)C), R5 = r + q5 R5 + (q - q5)C, R60 = r + q60 R60 + (q - q60)C.
/// </remarks>
internal readonly record struct SegmentCost(double Plain, double FiveMinutes, double OneHour)
{
    private const double WriteFiveMinutes = 1.25;
    private const double WriteOneHour = 2;

    /// <summary>No prefix is used for ever; without this the sums have no end.</summary>
    private const double MostCertain = 0.98;

    /// <param name="next">The odds of the next use.</param>
    /// <param name="later">The odds of each use after it.</param>
    /// <param name="readRate">What a read costs.</param>
    /// <param name="survival">How likely what stands before the segment outlasts a long pause; an hour helps only as far as that.</param>
    public static SegmentCost Of(ReuseOdds next, ReuseOdds later, double readRate, double survival)
    {
        var (five, hour, ever) = Bounded(later, survival);
        var again = Math.Min(1 / (1 - ever), Math.Min(Always(WriteFiveMinutes, five, ever, readRate), Always(WriteOneHour, hour, ever, readRate)));
        var readingFive = Reading(five, ever, readRate, again);
        var readingHour = Reading(hour, ever, readRate, again);
        (five, hour, ever) = Bounded(next, survival);
        return new SegmentCost(
            1 + (ever * again),
            WriteFiveMinutes + (five * readingFive) + ((ever - five) * again),
            WriteOneHour + (hour * readingHour) + ((ever - hour) * again));
    }

    /// <summary>Another call writes these tokens already: a second write costs its surcharge and changes nothing.</summary>
    public SegmentCost WrittenByAnother() => this with { Plain = FiveMinutes - WriteFiveMinutes + 1 };

    private static (double Five, double Hour, double Ever) Bounded(ReuseOdds odds, double survival)
    {
        var ever = Math.Min(odds.Ever, MostCertain);
        var five = Math.Min(odds.WithinFiveMinutes, ever);
        return (five, five + ((Math.Min(odds.WithinOneHour, ever) - five) * survival), ever);
    }

    /// <summary>The cost of a use that reads, and of all after it.</summary>
    private static double Reading(double alive, double ever, double readRate, double again) => (readRate + ((ever - alive) * again)) / (1 - alive);

    /// <summary>The cost of a use without an entry when every such use writes one: C = w + aR + (q - a)C with R = (r + (q - a)C) / (1 - a).</summary>
    private static double Always(double write, double alive, double ever, double readRate)
    {
        var lost = ever - alive;
        return (write + (alive * readRate / (1 - alive))) / (1 - lost - (alive * lost / (1 - alive)));
    }
}
