using PromptCaching.RateLimiting;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>Where the calls of one kind stand with the API's limits.</summary>
/// <param name="Pool">The endpoint and the class of models.</param>
/// <param name="Waiting">How many attempts wait.</param>
/// <param name="Running">How many attempts are under way.</param>
/// <param name="ClosedForSeconds">How long the API has asked to send nothing.</param>
/// <param name="Requests">What is left of the requests of a minute.</param>
/// <param name="InputTokens">What is left of its input tokens.</param>
/// <param name="OutputTokens">What is left of its output tokens.</param>
internal sealed record QuotaLine(
    string Pool, int Waiting, int Running, long ClosedForSeconds, QuotaLevel? Requests, QuotaLevel? InputTokens, QuotaLevel? OutputTokens)
{
    private const int Most = 12;

    /// <summary>Pools of callers with credentials of their own share a name: their queues are added up, and the tightest stands for their limits.</summary>
    public static IReadOnlyList<QuotaLine> Of(IEnumerable<QuotaStatus> pools) =>
    [
        .. pools.GroupBy(static pool => pool.Pool, StringComparer.Ordinal)
            .Select(static same => Of(same.Key, [.. same]))
            .OrderByDescending(static line => line.Waiting)
            .ThenBy(static line => line.Pool, StringComparer.Ordinal)
            .Take(Most),
    ];

    private static QuotaLine Of(string name, IReadOnlyList<QuotaStatus> pools) => new(
        name.Trim(),
        pools.Sum(static pool => pool.Waiting),
        pools.Sum(static pool => pool.Running),
        (long)Math.Ceiling(pools.Max(static pool => pool.ClosedFor).TotalSeconds),
        Tightest(pools, static limits => limits.Requests),
        Tightest(pools, static limits => limits.InputTokens),
        Tightest(pools, static limits => limits.OutputTokens));

    private static QuotaLevel? Tightest(IEnumerable<QuotaStatus> pools, Func<QuotaLimits, double?> of) =>
        pools.Select(pool => QuotaLevel.Of(of(pool.Limits), of(pool.Left))).OfType<QuotaLevel>().MinBy(static level => level.Share);
}

/// <summary>One limit: what comes back in a minute, what is left of it, and the share of that.</summary>
internal sealed record QuotaLevel(long PerMinute, long Left, double Share)
{
    public static QuotaLevel? Of(double? perMinute, double? left) => perMinute is > 0 && left is not null
        ? new QuotaLevel((long)perMinute, (long)left, Math.Clamp(Math.Round(left.Value / perMinute.Value, 2), 0, 1))
        : null;
}
