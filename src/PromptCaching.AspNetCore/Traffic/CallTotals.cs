namespace PromptCaching.AspNetCore.Traffic;

/// <summary>Sums over the reports of calls.</summary>
internal readonly record struct CallTotals(
    long Calls, long FromApi, long FromResponseCache, long Joined, long Failed,
    long Input, long CacheRead, long CacheWrite, long Output, decimal Cost, decimal Saved)
{
    public CallTotals With(CallReport report)
    {
        var usage = report.Usage;
        return new CallTotals(
            Calls + 1,
            FromApi + (report.Source == CallSource.Api ? 1 : 0),
            FromResponseCache + (report.Source == CallSource.ResponseCache ? 1 : 0),
            Joined + (report.Source == CallSource.Joined ? 1 : 0),
            Failed + (report.Error is null ? 0 : 1),
            Input + (usage?.Input ?? 0),
            CacheRead + (usage?.CacheRead ?? 0),
            CacheWrite + (usage?.CacheWrite ?? 0),
            Output + (usage?.Output ?? 0),
            Cost + (report.Cost ?? 0),
            Saved + (report.Saved ?? 0));
    }

    public CallStatistics ToStatistics(IReadOnlyDictionary<string, long> errors) => new()
    {
        Calls = Calls,
        FromApi = FromApi,
        FromResponseCache = FromResponseCache,
        Joined = Joined,
        Failed = Failed,
        Errors = errors,
        InputTokens = Input,
        CacheReadTokens = CacheRead,
        CacheWriteTokens = CacheWrite,
        OutputTokens = Output,
        Cost = Cost,
        Saved = Saved,
    };
}
