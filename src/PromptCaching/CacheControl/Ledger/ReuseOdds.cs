namespace PromptCaching.CacheControl.Ledger;

/// <summary>How likely a prefix is used again, by the time that an entry would have to last. Each is at least the one before it.</summary>
/// <param name="WithinFiveMinutes">The probability of a use that a 5-minute entry would still serve.</param>
/// <param name="WithinOneHour">The probability of a use that a 1-hour entry would still serve.</param>
/// <param name="Ever">The probability of any later use.</param>
internal readonly record struct ReuseOdds(double WithinFiveMinutes, double WithinOneHour, double Ever)
{
    /// <summary>Gets the share of the returns that a 5-minute entry serves.</summary>
    public double ShareWithinFiveMinutes => Ever > 0 ? WithinFiveMinutes / Ever : 0;

    /// <summary>Gets the share of the returns that a 1-hour entry serves.</summary>
    public double ShareWithinOneHour => Ever > 0 ? WithinOneHour / Ever : 0;

    public double WithinOneHourIfNotFive => (WithinOneHour - WithinFiveMinutes) / Math.Max(1 - WithinFiveMinutes, 1e-9);

    public double LaterIfNotOneHour => (Ever - WithinOneHour) / Math.Max(1 - WithinOneHour, 1e-9);

    /// <summary>Puts the odds together from the answers to: within five minutes? if not, within the hour? if not, later?</summary>
    public static ReuseOdds OfSteps(double five, double hour, double later)
    {
        var withinOneHour = five + ((1 - five) * hour);
        return new ReuseOdds(five, withinOneHour, withinOneHour + ((1 - withinOneHour) * later));
    }

    /// <summary>Whoever uses the longer prefix uses this one too.</summary>
    public ReuseOdds AtLeast(ReuseOdds longer) => new(
        Math.Max(WithinFiveMinutes, longer.WithinFiveMinutes), Math.Max(WithinOneHour, longer.WithinOneHour), Math.Max(Ever, longer.Ever));

    /// <summary>Nobody uses this prefix without the shorter one.</summary>
    public ReuseOdds AtMost(ReuseOdds shorter) => new(
        Math.Min(WithinFiveMinutes, shorter.WithinFiveMinutes), Math.Min(WithinOneHour, shorter.WithinOneHour), Math.Min(Ever, shorter.Ever));
}
