using System.Globalization;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.RateLimiting;

/// <summary>Says why a call is not let into the queue, and what to do.</summary>
internal static class RefusalText
{
    public static string Of(QuotaPool pool, QuotaRefusal refusal, RateLimitingOptions options)
    {
        var limits = Words(pool.Limits);
        var why = refusal == QuotaRefusal.QueueIsFull
            ? $"the queue (of {options.QueueLimit}) is full"
            : $"the wait would be longer than {options.LongestWait ?? PoolSettings.LongestGate}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The quota ({limits}) is used up, and {why}. Raise RateLimiting:QueueLimit or RateLimiting:LongestWait to wait longer.");
    }

    public static string Words(QuotaLimits limits)
    {
        (double? Limit, string Of)[] all = [(limits.Requests, "requests"), (limits.InputTokens, "input tokens"), (limits.OutputTokens, "output tokens")];
        return string.Join(
            ", ",
            all.Where(static one => one.Limit is not null)
                .Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.Limit:0} {one.Of} a minute"))
                .DefaultIfEmpty("calls at one time"));
    }
}
