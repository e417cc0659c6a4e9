using System.Text;
using PromptCaching.Accounting;
using PromptCaching.Bodies;

namespace PromptCaching.Tests.Accounting;

public sealed class CallCostTests
{
    private static readonly DateOnly _day = new(2026, 11, 20);

    [Fact]
    public void Buckets_do_not_overlap_and_each_has_its_price()
    {
        var cost = Cost("""
            {"input_tokens":1000,"cache_creation_input_tokens":3000,"cache_read_input_tokens":4000,
             "cache_creation":{"ephemeral_5m_input_tokens":1000,"ephemeral_1h_input_tokens":2000},"output_tokens":500}
            """);

        cost.Usage.Should().Be(new TokenUsage { Input = 1000, CacheWrite5m = 1000, CacheWrite1h = 2000, CacheRead = 4000, Output = 500 });
        cost.Cost.Should().Be((1000 * 2m + 1000 * 2.5m + 2000 * 4m + 4000 * 0.1m + 500 * 10m) / 1_000_000);
        cost.CostWithoutCaching.Should().Be((8000 * 2m + 500 * 10m) / 1_000_000);
    }

    [Fact]
    public void Without_a_split_a_write_is_a_five_minute_write() =>
        Cost("""{"input_tokens":0,"cache_creation_input_tokens":100,"output_tokens":0}""").Usage!.CacheWrite5m.Should().Be(100);

    [Fact]
    public void A_split_without_a_total_is_a_write_too() =>
        Cost("""{"input_tokens":0,"cache_creation":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":5},"output_tokens":0}""")
            .Usage.Should().Be(new TokenUsage { CacheWrite5m = 10, CacheWrite1h = 5 });

    [Fact]
    public void What_the_split_leaves_out_is_a_five_minute_write() =>
        Cost("""
            {"input_tokens":0,"cache_creation_input_tokens":100,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":60},"output_tokens":0}
            """).Usage.Should().Be(new TokenUsage { CacheWrite5m = 40, CacheWrite1h = 60 });

    [Fact]
    public void An_unknown_model_has_tokens_but_an_unknown_cost()
    {
        var cost = Cost("""{"input_tokens":10,"output_tokens":5}""", model: "a-model-of-tomorrow");

        cost.Usage!.Input.Should().Be(10);
        cost.Cost.Should().BeNull();
        cost.CostWithoutCaching.Should().BeNull();
    }

    [Fact]
    public void A_model_without_a_price_for_what_was_used_has_an_unknown_cost() =>
        Cost("""{"input_tokens":10,"output_tokens":5}""", model: "claude-instant-1.2").Cost.Should().BeNull();

    [Fact]
    public void Missing_counters_are_unknown_and_not_zero() => Cost("""{"cache_read_input_tokens":10}""").Usage.Should().BeNull();

    [Fact]
    public void A_cut_answer_is_unknown()
    {
        var cut = AnswerScan.Read("""
            event: message_start
            data: {"type":"message_start","message":{"model":"claude-sonnet-5-5","usage":{"input_tokens":10,"output_tokens":1}}}


            """u8, isStream: true);

        CallCost.Of(cut, ModelCatalog.Default, _day).Usage.Should().BeNull();
    }

    [Fact]
    public void A_long_prompt_moves_every_token_to_the_long_tier()
    {
        Cost("""{"input_tokens":60000,"cache_read_input_tokens":40000,"output_tokens":10}""", "claude-haiku-5-5")
            .Cost.Should().Be((60000 * 0.1m + 40000 * 0.01m + 10 * 0.5m) / 1_000_000);
        Cost("""{"input_tokens":60000,"cache_read_input_tokens":40001,"output_tokens":10}""", "claude-haiku-5-5")
            .Cost.Should().Be((60000 * 0.5m + 40001 * 0.05m + 10 * 2.5m) / 1_000_000);
    }

    [Theory]
    [InlineData(2026, 10, 6, 0.2)]
    [InlineData(2026, 10, 7, 0.1)]
    public void A_price_holds_for_its_days(int year, int month, int day, double perMillion) =>
        Cost("""{"input_tokens":0,"cache_read_input_tokens":1000000,"output_tokens":0}""", day: new DateOnly(year, month, day))
            .Cost.Should().Be((decimal)perMillion);

    [Fact]
    public void Batches_cost_half_and_the_united_states_a_tenth_more() =>
        Cost("""{"input_tokens":1000000,"output_tokens":0,"service_tier":"batch","inference_geo":"us"}""").Cost.Should().Be(2m * 0.5m * 1.1m);

    [Fact]
    public void Searches_are_billed_by_the_piece() =>
        Cost("""{"input_tokens":0,"output_tokens":0,"server_tool_use":{"web_search_requests":3}}""").Cost.Should().Be(0.03m);

    [Fact]
    public void The_bill_is_the_sum_of_the_iterations_each_with_its_model()
    {
        var cost = Cost("""
            {"input_tokens":10,"output_tokens":5,"iterations":[
              {"type":"compaction","input_tokens":1000,"output_tokens":100},
              {"type":"advisor_message","model":"claude-opus-5-5","input_tokens":2000,"output_tokens":200},
              {"type":"message","input_tokens":10,"output_tokens":5}]}
            """);

        cost.Usage.Should().Be(new TokenUsage { Input = 3010, Output = 305 });
        cost.Cost.Should().Be((1010 * 2m + 105 * 10m + 2000 * 4m + 200 * 20m) / 1_000_000);
        cost.CostWithoutCaching.Should().Be(cost.Cost);
    }

    [Fact]
    public void Fast_mode_has_prices_of_its_own_and_caching_multiplies_them()
    {
        const string Usage = """{"input_tokens":100,"cache_creation_input_tokens":200,"cache_read_input_tokens":1000,"output_tokens":50,"speed":"fast"}""";

        Cost(Usage, "claude-opus-5-5").Cost.Should().Be(((100 * 8m) + (200 * 10m) + (1000 * 0.4m) + (50 * 40m)) / 1_000_000);
    }

    [Fact]
    public void Prices_of_fast_mode_that_are_not_known_are_not_guessed() => Cost("""{"input_tokens":10,"output_tokens":5,"speed":"fast"}""").Cost.Should().BeNull();

    [Fact]
    public void Users_add_models_and_change_prices()
    {
        var catalog = ModelCatalog.Default.With(
            new ModelCatalogEntry { Id = "a-model-of-tomorrow", Aliases = ["tomorrow"], Prices = new ModelPrices { Input = 1, Output = 2 } },
            ModelCatalog.Default.Find("claude-sonnet-5-5")! with { Prices = new ModelPrices { Input = 7, Output = 0 }, PriceHistory = [] });

        Cost("""{"input_tokens":1000000,"output_tokens":1000000}""", "tomorrow", catalog: catalog).Cost.Should().Be(3m);
        Cost("""{"input_tokens":1000000,"output_tokens":1000000}""", catalog: catalog).Cost.Should().Be(7m);
        ModelCatalog.Default.Find("tomorrow").Should().BeNull();
    }

    private static CallCost Cost(string usage, string model = "claude-sonnet-5-5", DateOnly? day = null, ModelCatalog? catalog = null) => CallCost.Of(
        AnswerScan.Read(Encoding.UTF8.GetBytes($$"""{"type":"message","model":"{{model}}","stop_reason":"end_turn","usage":{{usage}}}"""), isStream: false),
        catalog ?? ModelCatalog.Default,
        day ?? _day);
}
