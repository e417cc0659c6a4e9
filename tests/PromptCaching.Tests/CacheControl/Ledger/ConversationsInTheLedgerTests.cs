using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>A conversation that goes on is known by its messages, whatever became of its head.</summary>
public sealed class ConversationsInTheLedgerTests
{
    private const string Lead = "You are a helpful assistant for everybody who asks. ";
    private readonly LedgerUnderTest _ledger = new();

    /// <summary>Lost for certain counts as two trials: 0.92 at the weight of three, then of three again, is 0.3312.</summary>
    [Theory]
    [InlineData(1, 0.3312)]
    [InlineData(2, 0.3312)]
    [InlineData(3, 0.3312)]
    [InlineData(4, 0.92)]
    public void A_system_prompt_that_changed_within_three_turns_was_lost(int turns, double odds)
    {
        _ledger.Observe(LedgerUnderTest.Body(Lead + "one", "q"));

        var system = _ledger.Observe(LedgerUnderTest.Body(Lead + "two", Grown(turns))).Knowledge.Candidates[0];

        system.Kind.Should().Be(BoundaryKind.System);
        system.Odds.WithinFiveMinutes.Should().BeApproximately(odds, 1e-9);
    }

    [Fact]
    public void However_many_blocks_the_new_question_has_the_conversation_is_known()
    {
        _ledger.Observe(LedgerUnderTest.Body(Lead + "one", "q"));

        _ledger.Observe(LedgerUnderTest.Body(Lead + "two", "q", "a|b|c|d", "r|s|t|u|v")).Knowledge.Candidates[0].Odds.WithinFiveMinutes
            .Should().BeApproximately(0.3312, 1e-9);
    }

    [Theory]
    [InlineData("m", 0.70)]
    [InlineData("n", 2.8 / 6)]
    public void A_conversation_that_went_to_another_model_lost_its_end(string model, double odds)
    {
        string Body(string name, params string[] messages) => LedgerUnderTest.Body(null, messages).Replace("{\"messages\"", $"{{\"model\":\"{name}\",\"messages\"", StringComparison.Ordinal);
        _ledger.Observe(Body("m", "q"));

        _ledger.Observe(Body(model, "q", "a", "r")).Knowledge.Candidates[^1].Odds.WithinFiveMinutes.Should().BeApproximately(odds, 1e-9);
    }

    [Fact]
    public void Another_conversation_with_another_system_prompt_takes_nothing_away()
    {
        _ledger.Observe(LedgerUnderTest.Body(Lead + "one", "q"));

        _ledger.Observe(LedgerUnderTest.Body(Lead + "two", "p", "a", "r")).Knowledge.Candidates[0].Odds.WithinFiveMinutes.Should().BeApproximately(0.92, 1e-9);
    }

    [Fact]
    public void What_was_lost_is_lost_once()
    {
        _ledger.Observe(LedgerUnderTest.Body(Lead + "one", "q"));
        _ledger.Observe(LedgerUnderTest.Body(Lead + "two", "q", "a", "r"));

        var odds = _ledger.Observe(LedgerUnderTest.Body(Lead + "two", "q", "a", "s")).Knowledge.Candidates[0].Odds;

        odds.WithinFiveMinutes.Should().BeGreaterThan(0.33);
    }

    [Fact]
    public void The_pauses_of_a_conversation_are_those_of_its_end()
    {
        var (known, unknown) = Shares(TimeSpan.FromMinutes(10), "");

        known.ShareWithinFiveMinutes.Should().BeApproximately(unknown.ShareWithinFiveMinutes * 4 / 5, 1e-9);
        known.ShareWithinOneHour.Should().BeApproximately((1 + (4 * unknown.ShareWithinOneHour)) / 5, 1e-9);
    }

    [Fact]
    public void A_pause_above_an_hour_is_one_too()
    {
        var (known, unknown) = Shares(TimeSpan.FromHours(2), "");

        known.ShareWithinOneHour.Should().BeApproximately(unknown.ShareWithinOneHour * 4 / 5, 1e-9);
    }

    [Fact]
    public void Where_conversations_part_nobodys_pauses_are_known()
    {
        var (known, unknown) = Shares(TimeSpan.FromMinutes(10), "parted");

        known.ShareWithinFiveMinutes.Should().BeApproximately(unknown.ShareWithinFiveMinutes, 1e-9);
    }

    [Fact]
    public void A_failed_call_is_no_use_of_what_it_would_have_read()
    {
        var body = LedgerUnderTest.Body(Lead, "q");
        _ledger.Ledger.Fail(_ledger.Observe(body));

        var again = _ledger.Observe(body).Knowledge.Candidates;

        again.Should().OnlyContain(candidate => candidate.Uses == 0);
    }

    private static string[] Grown(int turns) => ["q", .. Enumerable.Range(0, turns).SelectMany(turn => new[] { $"answer {turn}", $"question {turn}" })];

    /// <summary>The odds of a second turn after a pause, and of one whose first turn is not known.</summary>
    private (ReuseOdds Known, ReuseOdds Unknown) Shares(TimeSpan pause, string another)
    {
        _ledger.Answer(LedgerUnderTest.Body(null, "q"));
        if (another.Length > 0)
        {
            _ledger.Answer(LedgerUnderTest.Body(null, "q", "another answer", "r"));
            _ledger.Answer(LedgerUnderTest.Body(null, "q", "one more answer", "r"));
        }

        _ledger.Time.Advance(pause);
        var known = _ledger.Observe(LedgerUnderTest.Body(null, "q", "a", "r")).Knowledge.Candidates[^1];
        var unknown = _ledger.Observe(LedgerUnderTest.Body(null, "x", "a", "r")).Knowledge.Candidates[^1];
        (known.Kind, unknown.Kind).Should().Be((BoundaryKind.Tail, BoundaryKind.Tail));
        return (known.Odds, unknown.Odds);
    }
}
