using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Verdicts;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>What a call is expected to read and to write, in tokens as we count them.</summary>
public sealed class CacheExpectationTests
{
    private readonly Remembered _remembered = new();

    [Fact]
    public void Nothing_that_is_known_and_nothing_that_is_marked_is_nothing_to_expect()
    {
        var sent = Remembered.Sent(Remembered.Body());
        var steps = sent.Path.Steps;

        Of(sent).Should().Be(new CacheExpectation(0, 0, 0, 0, Head: steps[1].Bytes, Total: steps[2].Bytes));
        Of(Remembered.Sent("""{"messages":[]}""")).Should().Be(default(CacheExpectation));
    }

    [Fact]
    public void What_is_marked_is_written_but_for_what_is_read()
    {
        var body = Remembered.Body(messages: Remembered.Said("q", "a", "r*"));
        var steps = Remembered.Sent(body).Path.Steps;

        var expected = Of(Remembered.Sent(body, knowledge: Hit(2, 90)));

        expected.Should().Be(new CacheExpectation(90, 90, steps[4].Bytes - 90, steps[4].Bytes, steps[1].Bytes, steps[4].Bytes));
    }

    [Fact]
    public void Nothing_less_than_nothing_is_written() =>
        Of(Remembered.Sent(Remembered.Body(messages: Remembered.Said("q*")), knowledge: Hit(2, 100_000))).Written.Should().Be(0);

    [Fact]
    public void Below_the_minimum_nothing_is_written_and_nothing_read()
    {
        var body = Remembered.Body(messages: Remembered.Said("q*"));
        var marked = Remembered.Sent(body).Path.Steps[2].Bytes;

        Of(Remembered.Sent(body, minimum: marked)).Written.Should().Be(marked);
        Of(Remembered.Sent(body, minimum: marked + 1)).Written.Should().Be(0);
        Of(Remembered.Sent(body, minimum: 90, knowledge: Hit(2, 90))).Should().BeEquivalentTo(new { Read = 90.0, Left = 90.0 });
        Of(Remembered.Sent(body, minimum: 91, knowledge: Hit(2, 90))).Should().BeEquivalentTo(new { Read = 0.0, Left = 0.0 });
    }

    [Theory]
    [InlineData(19, 90)]
    [InlineData(20, 0)]
    public void An_entry_is_read_from_less_than_twenty_places_behind_it(int distance, double read)
    {
        string[] said = [.. Enumerable.Range(0, distance).Select(index => $"{index}"), "end*"];

        var expected = Of(Remembered.Sent(Remembered.Body(messages: Remembered.Said(said)), knowledge: Hit(2, 90)));

        (expected.Read, expected.Left).Should().Be((read, 90));
    }

    [Fact]
    public void An_entry_behind_the_last_marker_is_left_unread() =>
        Of(Remembered.Sent(Remembered.Body(messages: Remembered.Said("q*", "a", "r")), knowledge: Hit(3, 90))).Should().BeEquivalentTo(new { Read = 0.0, Left = 90.0 });

    private static PathKnowledge Hit(int step, double tokens)
    {
        var odds = new ReuseOdds(1, 1, 1);
        return new PathKnowledge([new Candidate(step, BoundaryKind.Known, tokens, PrefixState.FiveMinutes, new ReuseProspect(odds, [new ReuseStage(odds, 1)]), 0)], 0, 1);
    }

    private CacheExpectation Of(SentCall sent) => CacheExpectation.Of(sent, _remembered.Request(sent));
}
