using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptCaching.Accounting;

/// <summary>The embedded <c>model-catalog.json</c>: one row a model, each with the page that its figures come from.</summary>
internal sealed partial record ModelCatalogFile(IReadOnlyList<ModelCatalogFile.Row> Models)
{
    public static IEnumerable<ModelCatalogEntry> ReadEmbedded()
    {
        using var stream = typeof(ModelCatalogFile).Assembly.GetManifestResourceStream("model-catalog.json")!;
        return JsonSerializer.Deserialize(stream, CatalogJson.Default.ModelCatalogFile)!.Models.Select(ToEntry).ToArray();
    }

    private static ModelCatalogEntry ToEntry(Row row) => new()
    {
        Id = row.Id,
        Aliases = row.Aliases,
        Prices = ToPrices(row),
        PriceTiers = [.. (row.PricingTiers ?? []).Select(tier => new ModelPriceTier { MaxPromptTokens = tier.MaxPromptTokens, Prices = ToPrices(tier) })],
        FastPrices = row.FastMode is { } fast ? FastPrices(row, fast) : null,
        PriceHistory = [.. (row.PriceHistory ?? []).Select(change => new ModelPriceChange { From = change.From, To = change.To, Prices = ToPrices(change) })],
        MinCacheableTokens = row.MinCacheableTokens,
        ContextWindowTokens = row.ContextWindow,
        MaxOutputTokens = row.MaxOutput,
        RetiredOn = row.RetiredDate,
        AcceptsTemperature = row.AcceptsTemperature,
        Rules = row.Rules is { } rules ? rules with { TakesInferenceGeo = row.InferenceGeoSupported == true } : null,
    };

    /// <summary>The multipliers of caching apply on top of the prices of fast mode.</summary>
    private static ModelPrices FastPrices(Row row, Fast fast) => new()
    {
        Input = fast.Input,
        CacheWrite5m = fast.Input * row.CacheWrite5m / row.Input,
        CacheWrite1h = fast.Input * row.CacheWrite1h / row.Input,
        CacheRead = fast.Input * row.CacheRead / row.Input,
        Output = fast.Output,
    };

    private static ModelPrices ToPrices(PriceColumns row) => new()
    {
        Input = row.Input,
        CacheWrite5m = row.CacheWrite5m,
        CacheWrite1h = row.CacheWrite1h,
        CacheRead = row.CacheRead,
        Output = row.Output,
    };

    internal abstract record PriceColumns
    {
        public decimal? Input { get; init; }

        [JsonPropertyName("cache_write_5m")]
        public decimal? CacheWrite5m { get; init; }

        [JsonPropertyName("cache_write_1h")]
        public decimal? CacheWrite1h { get; init; }

        public decimal? CacheRead { get; init; }

        public decimal? Output { get; init; }
    }

    internal sealed record Row(
        string Id,
        IReadOnlyList<string> Aliases,
        int? MinCacheableTokens,
        bool AcceptsTemperature,
        bool? InferenceGeoSupported,
        ModelRules? Rules,
        int? ContextWindow,
        int? MaxOutput,
        DateOnly? RetiredDate,
        Fast? FastMode,
        IReadOnlyList<Tier>? PricingTiers,
        IReadOnlyList<Change>? PriceHistory) : PriceColumns;

    internal sealed record Fast(decimal? Input, decimal? Output);

    internal sealed record Tier(long? MaxPromptTokens) : PriceColumns;

    internal sealed record Change(DateOnly From, DateOnly? To) : PriceColumns;

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(ModelCatalogFile))]
    internal sealed partial class CatalogJson : JsonSerializerContext;
}
