using System.Text.Json;
using BatchRun.Costs;
using PromptCaching.Messages;
using PromptCaching.Testing;

namespace BatchRun.Tests.Costs;

public sealed class LeastCostTests
{
    private static readonly PriceList Haiku = new("claude-haiku-5-5", new DateOnly(2026, 11, 20));
    private static readonly string Long = string.Concat(Enumerable.Range(0, 1200).Select(static number => $"rule{number % 97} "));

    [Fact]
    public void What_is_shared_is_written_once_and_read_by_all_others()
    {
        var bodies = Enumerable.Range(0, 10).Select(static number => Body(Long, $"Question {number}?")).ToList();
        var shared = PromptPrefix.Of(bodies[0])[0].Tokens;
        var rest = bodies.Sum(static body => TokenEstimate.OfRequest(body)) - (10 * shared);

        Of(bodies).Should().Be(((shared * 0.125m) + (9 * shared * 0.01m) + (rest * 0.1m)) / 1_000_000);
    }

    [Fact]
    public void A_request_that_shares_nothing_is_not_written() =>
        Of([Body(Long, "Why?")]).Should().Be(TokenEstimate.OfRequest(Body(Long, "Why?")) * 0.1m / 1_000_000);

    [Fact]
    public void What_is_below_the_minimum_cannot_be_cached()
    {
        var bodies = Enumerable.Range(0, 10).Select(static number => Body("Be kind.", $"Question {number}?")).ToList();

        Of(bodies).Should().Be(bodies.Sum(static body => TokenEstimate.OfRequest(body)) * 0.1m / 1_000_000);
    }

    private static JsonElement Body(string system, string question) =>
        JsonSerializer.SerializeToElement(MessageRequest.From(question, system) with { Model = Haiku.Model, MaxTokens = 10 });

    private static decimal Of(IEnumerable<JsonElement> bodies)
    {
        var least = new LeastCost(Haiku, isBatch: false);
        foreach (var body in bodies)
        {
            least.Add(body);
        }

        return least.Usd;
    }
}
