using System.Globalization;
using PromptCaching.Http;

namespace PromptCaching.RateLimiting.Quota;

/// <summary>What an answer's headers tell about the API's own buckets.</summary>
internal sealed record ReportedQuota(ReportedBucket? Requests, ReportedBucket? Input, ReportedBucket? Output)
{
    /// <summary>Tokens that are left are told to the nearest thousand.</summary>
    private const double Rounding = 500;

    public QuotaLimits Limits => new(Requests?.Limit, Input?.Limit, Output?.Limit);

    /// <summary>Reads the headers of the pool that the request was counted in: requests in fast mode have one of their own.</summary>
    /// <returns><see langword="null"/> when the answer tells nothing.</returns>
    public static ReportedQuota? Of(HttpResponseMessage response, bool isFast)
    {
        var prefix = isFast ? "anthropic-fast-" : "anthropic-ratelimit-";
        var told = new ReportedQuota(
            Read(response, prefix + "requests", 0), Read(response, prefix + "input-tokens", Rounding), Read(response, prefix + "output-tokens", Rounding));
        return told is { Requests: null, Input: null, Output: null } ? null : told;
    }

    private static ReportedBucket? Read(HttpResponseMessage response, string name, double rounding) =>
        Number(response, name + "-limit") is { } limit and > 0 ? new ReportedBucket(limit, Number(response, name + "-remaining"), rounding) : null;

    private static double? Number(HttpResponseMessage response, string name) =>
        long.TryParse(response.Headers.Find(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
