using PromptCaching.Accounting;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.RateLimits;

/// <summary>What was billed in each calendar month (UTC), in USD.</summary>
internal sealed class SpendLedger(ModelCatalog catalog)
{
    private const decimal PerMillion = 1_000_000m;
    private readonly Dictionary<(int Year, int Month), decimal> _spent = [];

    public static ApiError CapReached { get; } =
        new(429, "rate_limit_error", "Your organization has reached its monthly spend limit.") { Code = "enforced_spend_limit_reached" };

    public decimal SpentIn(DateTimeOffset month) => _spent.GetValueOrDefault((month.UtcDateTime.Year, month.UtcDateTime.Month));

    public void Add(string model, EmulatedUsage usage, DateTimeOffset at)
    {
        var day = at.UtcDateTime;
        _spent[(day.Year, day.Month)] = SpentIn(at) + Cost(model, usage, DateOnly.FromDateTime(day));
    }

    private decimal Cost(string model, EmulatedUsage usage, DateOnly day) => catalog.Find(model)?.PricesFor(day, usage.PromptTokens) is { } prices
        ? ((usage.InputTokens * (prices.Input ?? 0))
            + (usage.Written5mTokens * (prices.CacheWrite5m ?? 0))
            + (usage.Written1hTokens * (prices.CacheWrite1h ?? 0))
            + (usage.ReadTokens * (prices.CacheRead ?? 0))
            + (usage.OutputTokens * (prices.Output ?? 0))) / PerMillion
        : 0;
}
