using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting;

public sealed class ModelPricesTests
{
    private static readonly DateOnly _day = new(2026, 11, 20);
    private static readonly ModelPrices _today = new() { Input = 1m, CacheWrite5m = 2m, CacheWrite1h = 3m, CacheRead = 4m, Output = 5m };

    [Fact]
    public void Without_tiers_and_history_the_prices_hold_for_any_length_and_day() =>
        Of().PricesFor(DateOnly.MinValue, long.MaxValue).Should().BeSameAs(_today);

    [Theory]
    [InlineData(99, 10)]
    [InlineData(100, 10)]
    [InlineData(101, 20)]
    [InlineData(200, 20)]
    [InlineData(201, 1)]
    public void The_first_tier_that_is_long_enough_holds_and_beyond_them_all_the_plain_prices(long tokens, double input) =>
        (Of() with { PriceTiers = [Tier(100, 10m), Tier(200, 20m)] }).PricesFor(_day, tokens).Input.Should().Be((decimal)input);

    [Fact]
    public void A_tier_without_an_end_holds_for_the_longest() =>
        (Of() with { PriceTiers = [Tier(100, 10m), Tier(null, 20m)] }).PricesFor(_day, long.MaxValue).Input.Should().Be(20m);

    [Theory]
    [InlineData(9, 1)]
    [InlineData(10, 7)]
    [InlineData(19, 7)]
    [InlineData(20, 1)]
    public void A_change_holds_from_its_first_day_to_the_day_before_its_last(int day, double input) =>
        (Of() with { PriceHistory = [Change(10, 20, new() { Input = 7m })] }).PricesFor(new DateOnly(2026, 11, day), 1).Input.Should().Be((decimal)input);

    [Fact]
    public void A_change_without_an_end_still_holds() =>
        (Of() with { PriceHistory = [Change(10, null, new() { Input = 7m })] }).PricesFor(DateOnly.MaxValue, 1).Input.Should().Be(7m);

    [Fact]
    public void A_change_changes_what_it_names_and_nothing_else()
    {
        var all = new ModelPrices { Input = 10m, CacheWrite5m = 20m, CacheWrite1h = 30m, CacheRead = 40m, Output = 50m };
        (Of() with { PriceHistory = [Change(1, null, all)] }).PricesFor(_day, 1).Should().Be(all);
        (Of() with { PriceHistory = [Change(1, null, new())] }).PricesFor(_day, 1).Should().Be(_today);
    }

    [Fact]
    public void Of_two_changes_the_first_that_holds_is_taken() =>
        (Of() with { PriceHistory = [Change(1, 5, new() { Input = 8m }), Change(5, null, new() { Input = 9m })] })
            .PricesFor(_day, 1).Input.Should().Be(9m);

    [Fact]
    public void A_stranger_takes_all_names_of_the_model_that_it_replaces()
    {
        var catalog = new ModelCatalog([Of() with { Aliases = ["alias", "second"] }]).With(Of() with { Id = "alias", Aliases = ["third"] });
        catalog.Entries.Should().ContainSingle().Which.Aliases.Should().Equal("third", "m", "second");
        catalog.Find("second")!.Id.Should().Be("alias");
        catalog.Find("m")!.Id.Should().Be("alias");
    }

    [Fact]
    public void Of_two_entries_of_one_name_the_later_holds()
    {
        var catalog = new ModelCatalog([Of() with { Aliases = ["a"] }, Of() with { Id = "n", Aliases = ["a"] }]);
        catalog.Find("a")!.Id.Should().Be("n");
        catalog.Find("m")!.Id.Should().Be("m");
    }

    [Fact]
    public void No_entries_at_all_are_a_slip()
    {
        ((Action)(() => _ = new ModelCatalog(null!))).Should().Throw<ArgumentNullException>().WithParameterName("entries");
        ((Action)(() => ModelCatalog.Default.With(null!))).Should().Throw<ArgumentNullException>().WithParameterName("entries");
    }

    private static ModelCatalogEntry Of() => new() { Id = "m", Prices = _today };

    private static ModelPriceTier Tier(long? most, decimal input) => new() { MaxPromptTokens = most, Prices = new() { Input = input } };

    private static ModelPriceChange Change(int from, int? to, ModelPrices prices) =>
        new() { From = new DateOnly(2026, 11, from), To = to is { } end ? new DateOnly(2026, 11, end) : null, Prices = prices };
}
