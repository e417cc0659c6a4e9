using PromptCaching.Accounting;
using PromptCaching.Bodies;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class CallEstimatesTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ModelPrices _prices = new() { Input = 2m, CacheWrite5m = 2.5m, CacheWrite1h = 4m, CacheRead = 0.1m, Output = 10m };
    private static readonly UsageEntry _known = new()
    {
        Source = CallSource.Api, Model = "m", Usage = new TokenUsage { Input = 1000, Output = 500 }, Cost = 0.007m,
    };

    private ModelCatalog _catalog = Catalog();

    [Fact]
    public void Before_the_first_call_the_guess_is_a_token_for_four_bytes_and_a_quarter_of_the_output()
    {
        var estimate = Of(bytes: 4003);
        estimate.Should().BeEquivalentTo(new
        {
            Model = "m",
            InputTokens = 1000L,
            OutputTokens = 500d,
            ExpectedCost = 0.007m,
            HighestCost = 0.028m,
            Variance = 0.028 * 0.25 * 0.028 * 0.25,
            SeenCost = 0m,
        });
        estimate.Claim.Should().Be(new BudgetClaim(0.007m, estimate.Variance, 0.028m));
    }

    [Fact]
    public void The_worst_is_twice_the_prompt_at_the_dearest_rate()
    {
        _catalog = Catalog(_prices with { CacheWrite1h = null });
        Of().HighestCost.Should().Be((2 * 1000 * 2m + 2000 * 10m) / 1_000_000);
        _catalog = Catalog(_prices with { CacheWrite1h = 1m });
        Of().HighestCost.Should().Be((2 * 1000 * 2m + 2000 * 10m) / 1_000_000);
    }

    [Fact]
    public void Without_model_or_prices_there_is_no_estimate()
    {
        Estimates().Of(null, 4000).Should().BeNull();
        Estimates().Of(Request("""{"max_tokens":5}"""), 4000).Should().BeNull();
        Estimates().Of(Request("""{"model":"unheard-of","max_tokens":5}"""), 4000).Should().BeNull();
        _catalog = Catalog(_prices with { Input = null });
        Estimates().Of(Request(), 4000).Should().BeNull();
        _catalog = Catalog(_prices with { Output = null });
        Estimates().Of(Request(), 4000).Should().BeNull();
    }

    [Fact]
    public void Fast_mode_is_estimated_by_its_own_prices_or_not_at_all()
    {
        var fast = Request("""{"model":"m","max_tokens":2000,"speed":"fast"}""");
        Estimates().Of(fast, 4000).Should().BeNull();
        _catalog = new ModelCatalog([new ModelCatalogEntry { Id = "m", Prices = _prices, FastPrices = _prices with { Input = 20m, Output = 100m } }]);
        Estimates().Of(fast, 4000)!.ExpectedCost.Should().Be(0.07m);
    }

    [Fact]
    public void Long_prompts_are_estimated_by_the_prices_of_their_tier()
    {
        _catalog = new ModelCatalog([new ModelCatalogEntry
        {
            Id = "m", Prices = _prices with { Input = 4m }, PriceTiers = [new ModelPriceTier { MaxPromptTokens = 1000, Prices = _prices }],
        }]);
        Of(bytes: 4003).ExpectedCost.Should().Be(0.007m);
        Of(bytes: 4004).ExpectedCost.Should().Be((1001 * 4m + 500 * 10m) / 1_000_000);
    }

    [Fact]
    public void What_a_call_came_to_is_learned_for_the_next_of_its_model()
    {
        var estimates = Estimates();
        var first = estimates.Of(Request(), 4000)!;
        estimates.Learn(first, _known with { Cost = 0.006m });
        var next = estimates.Of(Request(), 4000)!;
        next.OutputTokens.Should().Be(500);
        next.ExpectedCost.Should().Be((1000 * 2m * 0.9m + 500 * 10m) / 1_000_000, "of half the price there was one call beside a guess of four");
        next.SeenCost.Should().Be(0.006m);
        next.Variance.Should().BeApproximately(((4 * 0.007 * 0.007) + (0.001 * 0.001)) / 5, 1e-18);
        estimates.Learn(next, _known with { Cost = 0.006m });
        estimates.Of(Request(), 4000)!.SeenCost.Should().Be(0.006m);
        estimates.Of(Request("""{"model":"other","max_tokens":2000}"""), 4000)!.SeenCost.Should().Be(0m);
    }

    [Fact]
    public void A_prompt_is_never_worth_less_than_nothing()
    {
        var estimates = Estimates();
        estimates.Learn(estimates.Of(Request(), 4000), _known with { Cost = 0.001m });
        estimates.Of(Request(), 4000)!.SeenCost.Should().Be(0.005m, "the output alone is dearer than all that was paid");
    }

    [Fact]
    public void Nothing_is_expected_beyond_the_worst()
    {
        var estimates = Estimates();
        estimates.Learn(estimates.Of(Request(), 4000), _known with { Cost = 9m });
        var next = estimates.Of(Request(), 4000)!;
        (next.ExpectedCost, next.SeenCost).Should().Be((0.028m, 0.028m));
    }

    public static TheoryData<string, UsageEntry> Unfit => new()
    {
        { "partly known", _known with { Knowledge = UsageKnowledge.Partly } },
        { "unknown", _known with { Knowledge = UsageKnowledge.Unknown } },
        { "failed", _known with { Error = "overloaded_error" } },
        { "without tokens", _known with { Usage = null } },
        { "without a price", _known with { Cost = null } },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Of_attempts_of_which_not_all_is_known_nothing_is_learned(string kind, object entry)
    {
        var estimates = Estimates();
        estimates.Learn(estimates.Of(Request(), 4000), (UsageEntry)entry);
        estimates.Of(Request(), 4000)!.SeenCost.Should().Be(0m, "{0}", kind);
    }

    [Fact]
    public void Without_an_estimate_or_a_prompt_or_a_price_nothing_is_learned()
    {
        var estimates = Estimates();
        estimates.Learn(null, _known);
        estimates.Learn(new CallEstimate { Model = "m", InputTokens = 0 }, _known);
        estimates.Learn(new CallEstimate { Model = "unheard-of", InputTokens = 1000 }, _known);
        estimates.Of(Request(), 4000)!.SeenCost.Should().Be(0m);
        _catalog = Catalog(_prices with { Input = 0m });
        var free = Estimates();
        free.Learn(new CallEstimate { Model = "m", InputTokens = 1000 }, _known);
        free.Of(Request(), 4000)!.SeenCost.Should().Be(0m);
    }

    [Fact]
    public void An_attempt_of_an_earlier_process_teaches_what_it_came_to()
    {
        var estimates = Estimates();
        estimates.Learn(_known);
        var next = estimates.Of(Request(), 4000)!;
        next.SeenCost.Should().Be(0.007m);
        next.Variance.Should().BeApproximately(4 * 0.007 * 0.007 / 5, 1e-18, "the first is taken as what was to be expected");
        estimates.Learn(_known with { Cost = 0.009m });
        estimates.Of(Request(), 4000)!.Variance.Should().BeApproximately(((4 * 0.007 * 0.007) + (0.002 * 0.002)) / 6, 1e-18, "the second is not");
    }

    public static TheoryData<string, UsageEntry> Elsewhere => new()
    {
        { "a hit", _known with { Source = CallSource.ResponseCache } },
        { "a join", _known with { Source = CallSource.Joined } },
        { "a ping", _known with { IsKeepWarm = true } },
        { "of no model", _known with { Model = null } },
        { "without tokens", _known with { Usage = null } },
        { "without a cost", _known with { Cost = null } },
    };

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public void What_is_no_attempt_of_a_caller_teaches_nothing(string kind, object entry)
    {
        var estimates = Estimates();
        estimates.Learn((UsageEntry)entry);
        estimates.Of(Request(), 4000)!.SeenCost.Should().Be(0m, "{0}", kind);
    }

    private static ModelCatalog Catalog(ModelPrices? prices = null) =>
        new([new ModelCatalogEntry { Id = "m", Prices = prices ?? _prices }, new ModelCatalogEntry { Id = "other", Prices = _prices }]);

    private static RequestOutline Request(string body = """{"model":"m","max_tokens":2000}""") => RequestOutline.Of(body.Utf8())!;

    private CallEstimate Of(int bytes = 4000) => Estimates().Of(Request(), bytes)!;

    private CallEstimates Estimates() => new(() => _catalog, new ManualTimeProvider(_now));
}
