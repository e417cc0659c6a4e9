using BatchRun.Building;
using BatchRun.Configuration;
using BatchRun.Costs;
using PromptCaching.Accounting;

namespace BatchRun.Tests.Costs;

public sealed class BillTests
{
    private static readonly ModelPrices Prices = new() { Input = 1, CacheWrite5m = 1.25m, CacheWrite1h = 2, CacheRead = 0.1m, Output = 5 };
    private static readonly PriceList Haiku = new("claude-haiku-5-5", new DateOnly(2026, 11, 20));

    [Fact]
    public void Each_bucket_has_its_price_and_a_batch_halves_them_all()
    {
        var tokens = new Tokens(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000);

        Bill.Of(tokens, Prices, isBatch: false).Should().Be(new Bill(1, 3.25m, 0.1m, 5));
        Bill.Of(tokens, Prices, isBatch: true).Total.Should().Be(9.35m / 2);
    }

    [Fact]
    public void Without_caching_every_token_of_the_prompt_is_paid_in_full() =>
        Bill.WithoutCaching(new Tokens(100_000, 200_000, 300_000, 400_000, 0), Prices, isBatch: false).Total.Should().Be(1);

    [Fact]
    public void A_forecast_writes_each_prefix_once_and_reads_it_from_then_on()
    {
        var arms = Arms("the same", "the same");

        var forecast = CostForecast.Of(arms, new ProviderConfiguration { Model = Haiku.Model }, new RunConfiguration { ExpectedOutputTokens = 0 }, Haiku);

        forecast.Prompt.Should().Be(2 * 10 * 1100);
        forecast.WithoutCaching.Should().Be(22_000 * 0.1m / 1_000_000);
        forecast.WithCaching.Should().Be(((1000 * 0.125m) + (19 * 1000 * 0.01m) + (20 * 100 * 0.1m)) / 1_000_000);
    }

    [Fact]
    public void Arms_that_share_nothing_write_a_prefix_each() =>
        CostForecast.Of(Arms("one", "another"), new ProviderConfiguration { Model = Haiku.Model }, new RunConfiguration { ExpectedOutputTokens = 0 }, Haiku)
            .WithCaching.Should().Be(((2 * 1000 * 0.125m) + (18 * 1000 * 0.01m) + (20 * 100 * 0.1m)) / 1_000_000);

    [Fact]
    public void Nothing_is_saved_where_cache_control_is_off()
    {
        var provider = new ProviderConfiguration { Model = Haiku.Model, CacheControl = CacheControlToggle.Off };

        var forecast = CostForecast.Of(Arms("the same", "the same"), provider, new RunConfiguration(), Haiku);

        forecast.WithCaching.Should().Be(forecast.WithoutCaching);
    }

    private static ArmForecast[] Arms(string first, string second) =>
    [
        new(new ManifestArm("control", 10, 1000, 512), first, 11_000),
        new(new ManifestArm("brief", 10, 1000, 512), second, 11_000),
    ];
}
