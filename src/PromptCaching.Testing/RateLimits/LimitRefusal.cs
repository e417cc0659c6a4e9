using System.Globalization;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.RateLimits;

/// <summary>A 429 of one limiter.</summary>
internal sealed record LimitRefusal(string Of, int PerMinute, TimeSpan Wait)
{
    private const double Imprecision = 1e-6;

    /// <summary>Gets whole seconds, rounded up, at least one.</summary>
    public string RetryAfter => Math.Max(1, Math.Ceiling(Wait.TotalSeconds - Imprecision)).ToString(CultureInfo.InvariantCulture);

    public ApiError ToError(string organizationId, string? model)
    {
        var limit = PerMinute.ToString("N0", CultureInfo.InvariantCulture);
        var whose = model is null ? $"org: {organizationId}" : $"org: {organizationId}, model: {model}";
        return new ApiError(
            429,
            "rate_limit_error",
            $"This request would exceed your organization's rate limit of {limit} {Of} per minute ({whose}). See the response headers for current usage.");
    }
}
