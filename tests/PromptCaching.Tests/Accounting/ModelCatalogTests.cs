using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting;

public sealed class ModelCatalogTests
{
    [Theory]
    [InlineData("claude-sonnet-4-5", "claude-sonnet-4-5-20250929")]
    [InlineData("claude-haiku-4-5-20251001", "claude-haiku-4-5-20251001")]
    public void A_model_is_found_by_its_id_and_by_its_aliases(string name, string id) => ModelCatalog.Default.Find(name)!.Id.Should().Be(id);

    [Theory]
    [InlineData("claude-sonnet-5-6")]
    [InlineData("CLAUDE-SONNET-5-5")]
    [InlineData("")]
    [InlineData(null)]
    public void A_model_is_never_guessed_from_another(string? name) => ModelCatalog.Default.Find(name).Should().BeNull();

    [Theory]
    [InlineData("claude-opus-5-5", 512)]
    [InlineData("claude-sonnet-5", 1024)]
    [InlineData("claude-opus-4-7", 2048)]
    [InlineData("claude-haiku-4-5", 4096)]
    public void It_knows_the_shortest_prefix_that_is_cached(string model, int tokens) =>
        ModelCatalog.Default.Find(model)!.MinCacheableTokens.Should().Be(tokens);

    [Theory]
    [InlineData("claude-opus-4-5")]
    [InlineData("claude-opus-4-5-20251101")]
    public void A_price_changed_under_one_name_of_a_model_is_changed_under_all(string name)
    {
        var catalog = ModelCatalog.Default.With(new ModelCatalogEntry { Id = name, Prices = new ModelPrices { Input = 999 } });

        catalog.Find("claude-opus-4-5")!.Prices.Input.Should().Be(999);
        catalog.Find("claude-opus-4-5-20251101")!.Prices.Input.Should().Be(999);
        catalog.Entries.Should().HaveSameCount(ModelCatalog.Default.Entries);
    }

    [Fact]
    public void Where_prices_are_known_they_fit_together()
    {
        var priced = ModelCatalog.Default.Entries.Where(entry => entry.Prices.CacheRead is not null).ToArray();

        priced.Should().HaveCountGreaterThan(25);
        priced.Should().OnlyContain(entry => entry.Prices.CacheRead < entry.Prices.Input);
        priced.Should().OnlyContain(entry => entry.Prices.Input < entry.Prices.CacheWrite5m);
        priced.Should().OnlyContain(entry => entry.Prices.CacheWrite5m < entry.Prices.CacheWrite1h);
        priced.Should().OnlyContain(entry => entry.Prices.Input < entry.Prices.Output);
    }
}
