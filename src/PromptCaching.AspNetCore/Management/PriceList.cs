using System.Text.Json.Serialization;
using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore.Management;

/// <summary>What the models of a client cost today, in USD per million tokens.</summary>
internal sealed record PriceList(DateOnly Day, IReadOnlyList<ModelPriceLine> Models)
{
    public static PriceList Of(ModelCatalog catalog, DateOnly day) => new(
        day, [.. catalog.Entries.OrderBy(static entry => entry.Id, StringComparer.Ordinal).Select(entry => ModelPriceLine.Of(entry, day))]);
}

/// <summary>What one model costs; the prices beyond a prompt length stand in its tiers.</summary>
internal sealed record ModelPriceLine(string Model, IReadOnlyList<string> Aliases, PriceLine Prices, IReadOnlyList<PriceTierLine> Tiers)
{
    public static ModelPriceLine Of(ModelCatalogEntry entry, DateOnly day) => new(
        entry.Id,
        entry.Aliases,
        PriceLine.Of(entry.PricesFor(day, 0)),
        [.. entry.PriceTiers.Select(tier => new PriceTierLine(
            tier.MaxPromptTokens, PriceLine.Of(entry.PricesFor(day, tier.MaxPromptTokens ?? long.MaxValue))))]);
}

/// <summary>The prices up to a prompt length; no length for the longest.</summary>
internal sealed record PriceTierLine(long? MaxPromptTokens, PriceLine Prices);

/// <summary>Prices by bucket; unknown ones are null, never zero.</summary>
internal sealed record PriceLine(
    decimal? Input,
    [property: JsonPropertyName("cache_write_5m")] decimal? CacheWrite5m,
    [property: JsonPropertyName("cache_write_1h")] decimal? CacheWrite1h,
    decimal? CacheRead,
    decimal? Output)
{
    public static PriceLine Of(ModelPrices prices) => new(prices.Input, prices.CacheWrite5m, prices.CacheWrite1h, prices.CacheRead, prices.Output);
}
