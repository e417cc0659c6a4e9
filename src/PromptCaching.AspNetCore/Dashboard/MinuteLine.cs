using PromptCaching.AspNetCore.Traffic;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>One minute of the last hour.</summary>
internal sealed record MinuteLine(DateTimeOffset At, long Calls, long Hits, long Joined, long Failed, string Spent, string Saved)
{
    public static MinuteLine Of(MinuteTraffic minute) =>
        new(minute.At, minute.Calls, minute.Hits, minute.Joined, minute.Failed, Usd.Text(minute.Cost), Usd.Text(minute.Saved));
}
