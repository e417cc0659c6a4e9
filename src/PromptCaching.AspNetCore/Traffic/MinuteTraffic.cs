namespace PromptCaching.AspNetCore.Traffic;

/// <summary>What happened in one minute. A call that failed is counted as that alone, whoever was to answer it: the rest is what the API answered.</summary>
internal readonly record struct MinuteTraffic(long Minute, long Calls, long Hits, long Joined, long Failed, decimal Cost, decimal Saved)
{
    /// <summary>Gets when the minute began.</summary>
    public DateTimeOffset At => DateTimeOffset.UnixEpoch.AddMinutes(Minute);

    public static long MinuteOf(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMinute;

    public MinuteTraffic With(CallReport report) => this with
    {
        Calls = Calls + 1,
        Hits = Hits + (report is { Error: null, Source: CallSource.ResponseCache } ? 1 : 0),
        Joined = Joined + (report is { Error: null, Source: CallSource.Joined } ? 1 : 0),
        Failed = Failed + (report.Error is null ? 0 : 1),
        Cost = Cost + (report.Cost ?? 0),
        Saved = Saved + (report.Saved ?? 0),
    };
}
