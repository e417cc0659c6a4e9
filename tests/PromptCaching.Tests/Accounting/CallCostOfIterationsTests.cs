using PromptCaching.Accounting;
using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting;

public sealed class CallCostOfIterationsTests
{
    private static readonly DateOnly _day = new(2026, 11, 20);
    private static readonly ModelCatalog _catalog = new(
    [
        new ModelCatalogEntry { Id = "m", Prices = new() { Input = 1m, Output = 2m, CacheRead = 0.5m } },
        new ModelCatalogEntry { Id = "n", Prices = new() { Input = 10m } },
    ]);

    [Fact]
    public void Searches_are_added_once_to_both_bills()
    {
        var cost = Of("""{"input_tokens":1000000,"cache_read_input_tokens":1000000,"output_tokens":0,"server_tool_use":{"web_search_requests":2}}""");
        cost.Usage!.WebSearches.Should().Be(2);
        (cost.Cost, cost.CostWithoutCaching).Should().Be((1.52m, 2.02m));
    }

    [Fact]
    public void Half_price_and_a_tenth_more_hold_for_both_bills_and_not_for_searches()
    {
        var cost = Of("""
            {"input_tokens":1000000,"cache_read_input_tokens":1000000,"output_tokens":0,"service_tier":"batch","inference_geo":"us",
             "server_tool_use":{"web_search_requests":1}}
            """);
        (cost.Cost, cost.CostWithoutCaching).Should().Be((1.5m * 0.55m + 0.01m, 2m * 0.55m + 0.01m));
    }

    [Theory]
    [InlineData("standard", "global", 1)]
    [InlineData("priority", "not_available", 1)]
    [InlineData("batch", "global", 0.5)]
    [InlineData("standard", "us", 1.1)]
    public void Each_factor_holds_for_its_word_alone(string tier, string geo, double factor) =>
        Of($$"""{"input_tokens":1000000,"output_tokens":0,"service_tier":"{{tier}}","inference_geo":"{{geo}}"}""").Cost.Should().Be((decimal)factor);

    [Fact]
    public void One_part_without_a_price_leaves_the_sum_of_tokens_and_no_cost()
    {
        var cost = Of("""
            {"input_tokens":1,"output_tokens":1,"iterations":[
              {"input_tokens":1000000,"output_tokens":0},{"model":"unheard-of","input_tokens":5,"output_tokens":5}]}
            """);
        cost.Usage.Should().Be(new TokenUsage { Input = 1_000_005, Output = 5 });
        (cost.Cost, cost.CostWithoutCaching).Should().Be((null, null));
    }

    [Fact]
    public void One_part_without_counters_leaves_nothing_known() =>
        Of("""{"input_tokens":1,"output_tokens":1,"iterations":[{"input_tokens":1,"output_tokens":1},{"model":"m"}]}""").Usage.Should().BeNull();

    [Fact]
    public void What_was_not_used_needs_no_price()
    {
        Of("""{"input_tokens":1000000,"output_tokens":0}""", "n").Cost.Should().Be(10m);
        Of("""{"input_tokens":1000000,"output_tokens":1}""", "n").Cost.Should().BeNull();
        Of("""{"input_tokens":0,"output_tokens":0}""", "n").Cost.Should().Be(0m);
    }

    [Fact]
    public void A_stream_that_told_its_last_counters_is_known_although_its_end_is_missing()
    {
        var outline = AnswerScan.Read(
            Texts.Stream(
                """{"type":"message_start","message":{"model":"m","usage":{"input_tokens":1000000,"output_tokens":1}}}""",
                """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":500000}}""").Utf8(),
            isStream: true);
        outline.IsComplete.Should().BeFalse();
        CallCost.Of(outline, _catalog, _day).Cost.Should().Be(2m);
        outline.IsMalformed = true;
        CallCost.Of(outline, _catalog, _day).Usage.Should().BeNull();
        CallCost.OfWhatIsKnown(outline, _catalog, _day).Cost.Should().Be(2m);
    }

    [Fact]
    public void An_answer_without_counters_is_unknown()
    {
        var outline = new AnswerOutline { IsComplete = true };
        CallCost.Of(outline, _catalog, _day).Should().Be(new CallCost(null, null, null));
    }

    private static CallCost Of(string usage, string model = "m") => CallCost.Of(
        AnswerScan.Read($$"""{"type":"message","model":"{{model}}","stop_reason":"end_turn","usage":{{usage}}}""".Utf8(), isStream: false), _catalog, _day);
}
