namespace PromptCaching.CacheControl.Ledger;

/// <summary>The pauses between uses, counted by which entry would have outlived them.</summary>
internal readonly record struct GapCounts(double FiveMinutes, double OneHour, double Longer)
{
    /// <summary>What counts as old: beyond this many pauses the earlier ones fade, so that a change of habit is seen.</summary>
    private const double Memory = 40;

    public double Total => FiveMinutes + OneHour + Longer;

    public GapCounts With(TimeSpan gap)
    {
        var fading = Total >= Memory ? (Memory - 1) / Total : 1;
        return new GapCounts(
            (FiveMinutes * fading) + (gap < EntryLifetime.FiveMinutes ? 1 : 0),
            (OneHour * fading) + (gap >= EntryLifetime.FiveMinutes && gap < EntryLifetime.OneHour ? 1 : 0),
            (Longer * fading) + (gap >= EntryLifetime.OneHour ? 1 : 0));
    }
}
