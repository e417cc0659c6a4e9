namespace PromptCaching.RateLimiting.Quota;

/// <content>What an onlooker is told.</content>
internal sealed partial class QuotaPool
{
    public QuotaStatus StatusAs(string name)
    {
        lock (_lock)
        {
            Refill();
            var (limits, level) = (_buckets.Limits, _buckets.Level);
            var left = new QuotaLimits(
                Left(limits.Requests, level.Requests), Left(limits.InputTokens, level.InputTokens), Left(limits.OutputTokens, level.OutputTokens));
            return new QuotaStatus(name, _queue.Count, _running.Count, limits, left, UntilOpen());
        }
    }

    private static double? Left(double? limit, double level) => limit is null ? null : Math.Max(0, level);
}
