using System.Text;
using PromptCaching.Accounting;
using PromptCaching.Bodies;
using PromptCaching.Tests.Recordings;
using Xunit.Abstractions;

namespace PromptCaching.Tests.Accounting;

public sealed class RecordedPricesTests(ITestOutputHelper output)
{
    private static readonly DateOnly _otherwise = new(2026, 11, 20);

    [RecordedFact]
    public void Every_recorded_usage_costs_what_the_price_list_says()
    {
        var prices = PriceList.Read(Path.Combine(SharedFolder.Path!, "reference", "model-catalog.json"));
        var (priced, unpriced, compactions, searches, hours, sum) = (0, 0, 0, 0, 0, 0m);
        foreach (var exchange in RecordedExchanges.All.Where(exchange => exchange.IsAnswer || exchange.IsAnswerStream))
        {
            var bill = RecordedBill.Of(exchange);
            var answer = AnswerScan.Read(Encoding.UTF8.GetBytes(exchange.ResponseBody), exchange.IsStream);
            if (bill is null)
            {
                CallCost.OfWhatIsKnown(answer, ModelCatalog.Default, _otherwise).Usage.Should().BeNull("{0} has no counters", exchange.Source);
                continue;
            }

            var day = exchange.RecordedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : _otherwise;
            var (expected, withoutCaching) = prices.CostOf(bill, day);
            var cost = CallCost.Of(answer, ModelCatalog.Default, day);
            cost.Cost.Should().Be(expected, "{0}", exchange.Source);
            cost.CostWithoutCaching.Should().Be(withoutCaching, "{0}", exchange.Source);
            priced += expected is null ? 0 : 1;
            unpriced += expected is null ? 1 : 0;
            compactions += bill.HasIterations ? 1 : 0;
            searches += bill.Searches > 0 ? 1 : 0;
            hours += bill.HasHourWrites ? 1 : 0;
            sum += expected ?? 0m;
        }

        output.WriteLine($"{priced} priced, {unpriced} of models without known prices, {sum} USD; "
            + $"{compactions} with iterations, {searches} with searches, {hours} with one-hour writes");
        priced.Should().BeGreaterThan(1000);
        compactions.Should().BePositive();
        searches.Should().BePositive();
        hours.Should().BePositive();
    }

    [Fact]
    public void A_write_of_both_lifetimes_is_priced_by_its_split()
    {
        var answer = AnswerScan.Read("""
            {"type":"message","model":"claude-sonnet-5-5","stop_reason":"end_turn","usage":{"input_tokens":10,"cache_creation_input_tokens":300,
             "cache_creation":{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":200},"output_tokens":5}}
            """u8, isStream: false);

        CallCost.Of(answer, ModelCatalog.Default, _otherwise).Cost.Should().Be(((10 * 2m) + (100 * 2.5m) + (200 * 4m) + (5 * 10m)) / 1_000_000);
    }
}
