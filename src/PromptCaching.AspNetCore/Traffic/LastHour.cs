namespace PromptCaching.AspNetCore.Traffic;

/// <summary>The last 60 minutes, one by one. The traffic's lock is held.</summary>
internal sealed class LastHour
{
    public const int Minutes = 60;
    private readonly MinuteTraffic[] _minutes = new MinuteTraffic[Minutes];

    public void Add(CallReport report, DateTimeOffset now)
    {
        var minute = MinuteTraffic.MinuteOf(now);
        ref var slot = ref _minutes[minute % Minutes];
        slot = (slot.Minute == minute ? slot : new MinuteTraffic { Minute = minute }).With(report);
    }

    /// <summary>Tells the minutes in which something happened, oldest first.</summary>
    public IReadOnlyList<MinuteTraffic> At(DateTimeOffset now)
    {
        var oldest = MinuteTraffic.MinuteOf(now) - Minutes + 1;
        return [.. _minutes.Where(slot => slot.Calls > 0 && slot.Minute >= oldest).OrderBy(static slot => slot.Minute)];
    }
}
