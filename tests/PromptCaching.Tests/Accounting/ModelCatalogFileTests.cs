using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting;

public sealed class ModelCatalogFileTests
{
    private readonly Dictionary<string, ModelCatalogEntry> _rows = ModelCatalogFile.ReadEmbedded().ToDictionary(static entry => entry.Id);

    [Fact]
    public void A_row_has_all_prices_and_limits_in_their_places()
    {
        var row = _rows["claude-fable-5-2"];
        row.Prices.Should().Be(new ModelPrices { Input = 8m, CacheWrite5m = 10m, CacheWrite1h = 16m, CacheRead = 0.2m, Output = 40m });
        row.Should().BeEquivalentTo(new
        {
            MinCacheableTokens = 512, ContextWindowTokens = 1_000_000, MaxOutputTokens = 128_000, RetiredOn = (DateOnly?)null, AcceptsTemperature = false,
            FastPrices = (ModelPrices?)null,
        });
        row.PriceTiers.Should().BeEmpty();
        row.PriceHistory.Should().BeEmpty();
    }

    [Fact]
    public void Caching_multiplies_the_prices_of_fast_mode() => _rows.Values.Where(static row => row.FastPrices is not null)
        .Select(static row => row.FastPrices!).Should()
        .Contain(new ModelPrices { Input = 8m, CacheWrite5m = 10m, CacheWrite1h = 16m, CacheRead = 0.4m, Output = 40m })
        .And.Contain(new ModelPrices { Input = 10m, CacheWrite5m = 12.5m, CacheWrite1h = 20m, CacheRead = 1m, Output = 50m });

    [Fact]
    public void Prices_by_length_and_by_day_are_read()
    {
        _rows["claude-haiku-5-5"].PriceTiers.Should().Equal(
            new ModelPriceTier { MaxPromptTokens = 100_000, Prices = new() { Input = 0.1m, CacheWrite5m = 0.125m, CacheWrite1h = 0.2m, CacheRead = 0.01m, Output = 0.5m } },
            new ModelPriceTier { Prices = new() { Input = 0.5m, CacheWrite5m = 0.625m, CacheWrite1h = 1m, CacheRead = 0.05m, Output = 2.5m } });
        _rows["claude-sonnet-5-5"].PriceHistory.Should().Equal(
            new ModelPriceChange { From = new(2026, 9, 28), To = new(2026, 10, 7), Prices = new() { CacheRead = 0.2m } },
            new ModelPriceChange { From = new(2026, 10, 7), Prices = new() { CacheRead = 0.1m } });
    }

    [Fact]
    public void What_models_take_is_read_with_whether_they_can_be_told_where_to_answer()
    {
        var rules = _rows["claude-haiku-5-5"].Rules!;
        rules.Thinking.Should().Equal("adaptive", "disabled");
        rules.Efforts.Should().Equal("low", "medium", "high", "xhigh", "max");
        rules.Should().BeEquivalentTo(new { TakesPrefill = false, TakesSystemMessages = true, TakesForcedTools = true, TakesInferenceGeo = true });
        _rows.Values.Should().Contain(static row => row.Rules != null && !row.Rules.TakesInferenceGeo);
        _rows.Values.Should().Contain(static row => row.AcceptsTemperature && row.RetiredOn != null && row.Rules!.TakesPrefill);
    }
}
