using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.RateLimits;

/// <summary>What was billed in each calendar month (UTC), in USD.</summary>
internal sealed class SpendLedger
{
    private readonly Dictionary<(int Year, int Month), decimal> _spent = [];

    public static ApiError CapReached { get; } =
        new(429, "rate_limit_error", "Your organization has reached its monthly spend limit.") { Code = "enforced_spend_limit_reached" };

    public decimal SpentIn(DateTimeOffset month) => _spent.GetValueOrDefault((month.UtcDateTime.Year, month.UtcDateTime.Month));

    public void Add(decimal cost, DateTimeOffset at) => _spent[(at.UtcDateTime.Year, at.UtcDateTime.Month)] = SpentIn(at) + cost;
}
