using PromptCaching.Accounting;
using PromptCaching.Bodies;

namespace PromptCaching.Tests.Accounting;

public sealed class PricedAnswerTests
{
    private static readonly DateOnly _day = new(2026, 11, 20);

    [Fact]
    public void What_an_answer_would_cost_is_worked_out_once_a_day_and_catalog()
    {
        var answer = Answer();
        var (catalog, other) = (Catalog(1m), Catalog(2m));
        var first = PricedAnswer.Of(answer, catalog, _day);
        first.CostWithoutCaching.Should().Be(1m);
        PricedAnswer.Of(answer, catalog, _day).Should().BeSameAs(first);
        PricedAnswer.Of(answer, other, _day).CostWithoutCaching.Should().Be(2m);
        PricedAnswer.Of(answer, other, _day.AddDays(1)).CostWithoutCaching.Should().Be(5m, "the prices have changed that day");
    }

    private static AnswerOutline Answer() => AnswerScan.Read(
        """{"type":"message","model":"m","stop_reason":"end_turn","usage":{"input_tokens":1000000,"output_tokens":0}}"""u8, isStream: false);

    private static ModelCatalog Catalog(decimal input) => new([new ModelCatalogEntry
    {
        Id = "m", Prices = new() { Input = input, Output = 1m }, PriceHistory = [new ModelPriceChange { From = _day.AddDays(1), Prices = new() { Input = 5m } }],
    }]);
}
