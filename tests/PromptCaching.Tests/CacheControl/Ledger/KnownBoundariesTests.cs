using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>Which places of an earlier request a later one looks at again.</summary>
public sealed class KnownBoundariesTests
{
    private readonly LedgerUnderTest _ledger = new();

    [Fact]
    public void The_end_of_the_last_turn_and_three_ends_before_it_are_known()
    {
        for (var turn = 1; turn <= 6; turn++)
        {
            _ledger.Answer(Conversation(turn));
        }

        Boundaries(_ledger.Observe(Conversation(7))).Should().Be("0 Lead, 4 Known, 6 Known, 8 Known, 10 Known, 11 BeforeTail, 12 Tail");
    }

    [Fact]
    public void What_was_nobodys_end_is_not_looked_at()
    {
        _ledger.Answer(Blocks("a|b|c|d|e|f|g"));

        Boundaries(_ledger.Observe(Blocks("a|b|c|d|e|f|g", "answer", "next"))).Should().Be("0 Lead, 1 Lead, 2 Lead, 3 Lead, 6 Known, 7 BeforeTail, 8 Tail");
    }

    [Fact]
    public void Where_requests_parted_there_is_one()
    {
        _ledger.Answer(Blocks("a|b|c|d|e|f|g"));
        _ledger.Answer(Blocks("a|b|c|d|e|f|h"));

        Boundaries(_ledger.Observe(Blocks("a|b|c|d|e|f|g", "answer", "next"))).Should().Contain(" 5 Known, 6 Known, 7 ");
    }

    [Theory]
    [InlineData("a|b|c|d|e|x|y|z")]
    [InlineData("a|b|c|d|e|x|y|z", "a|b|c|d|e|f|g|h")]
    public void Where_requests_parted_in_the_middle_there_is_one_for_good(params string[] others)
    {
        _ledger.Answer(Blocks("a|b|c|d|e|f|g|h"));
        foreach (var other in others)
        {
            _ledger.Time.Advance(TimeSpan.FromMinutes(1));
            _ledger.Answer(Blocks(other));
        }

        Boundaries(_ledger.Observe(Blocks("a|b|c|d|e|f|g|h", "answer", "next"))).Should().Contain(" 4 Known, 7 Known, 8 ");
    }

    [Fact]
    public void The_first_tool_that_is_known_is_looked_at_where_the_next_is_new()
    {
        _ledger.Answer("""{"tools":[{"name":"a"},{"name":"b"}],"messages":[{"role":"user","content":"q"}]}""");

        Boundaries(_ledger.Observe("""{"tools":[{"name":"a"},{"name":"c"}],"messages":[{"role":"user","content":"q"}]}""")).Should().Be("0 Known, 1 Tools, 2 Tail");
    }

    [Fact]
    public void Where_an_entry_ends_there_is_one()
    {
        _ledger.Answer(Blocks("a|b|c|d|e|f|g"), 4);

        Boundaries(_ledger.Observe(Blocks("a|b|c|d|e|f|g", "answer", "next"))).Should().Contain(" 4 Known, 6 Known, 7 ");
    }

    [Fact]
    public void Where_a_shorter_request_ended_there_is_one_and_no_branch()
    {
        _ledger.Answer(Blocks("a|b|c|d|e|f|g"));
        _ledger.Time.Advance(TimeSpan.FromMinutes(1));
        _ledger.Answer(Blocks("a|b|c|d|e|f"));

        Boundaries(_ledger.Observe(Blocks("a|b|c|d|e|f|g", "answer", "next"))).Should().Contain(" 5 Known, 6 Known, 7 ", "it is an end");
        Boundaries(_ledger.Observe(Blocks("a|b|c|d|e"))).Should().Be("0 Lead, 1 Lead, 2 Lead, 3 Lead, 4 Tail");
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(405, false)]
    public void Further_back_than_four_hundred_blocks_nothing_is_looked_for(int known, bool isFound)
    {
        const string Question = "a|b|c|d|e|f";
        var much = string.Join('|', Enumerable.Range(7, known - 6));
        _ledger.Answer(Blocks(Question));
        _ledger.Answer(Blocks(Question, "answer", much));

        var boundaries = Boundaries(_ledger.Observe(Blocks(Question, "answer", much, "answer", "next")));

        boundaries.Contains("3 Lead, 5 Known,", StringComparison.Ordinal).Should().Be(isFound);
        boundaries.Should().Contain($" {known} Known, {known + 1} BeforeTail, {known + 2} Tail");
    }

    [Fact]
    public void A_system_prompt_that_is_known_is_no_end_of_a_conversation()
    {
        _ledger.Answer(LedgerUnderTest.Body("s|t|u|v|w|x", "a"));

        Boundaries(_ledger.Observe(LedgerUnderTest.Body("s|t|u|v|w|x|y", "b")))
            .Should().Be("0 SystemPart, 1 SystemPart, 2 SystemPart, 3 SystemPart, 5 Known, 6 System, 7 Tail");
    }

    [Fact]
    public void Four_places_that_are_marked_are_looked_at_and_none_behind_the_end()
    {
        var body = Blocks("a|b|c|d|e|f|g|h|i|j|k");

        Boundaries(_ledger.Observe(body, 11, 4, 5, 6, 7, 8)).Should().Be(
            "0 Lead, 1 Lead, 2 Lead, 3 Lead, 4 Known, 5 Known, 6 Known, 7 Known, 9 BeforeTail, 10 Tail");
        Boundaries(new LedgerUnderTest().Observe(body, 10, 12)).Should().Be("0 Lead, 1 Lead, 2 Lead, 3 Lead, 9 BeforeTail, 10 Tail");
    }

    [Fact]
    public void An_empty_request_has_none()
    {
        var call = _ledger.Observe("""{"messages":[]}""", 0);

        call.Knowledge.Candidates.Should().BeEmpty();
        call.Knowledge.Hit.Should().Be(-1);
    }

    [Fact]
    public void Each_has_its_tokens_its_state_and_how_often_it_was_used()
    {
        var system = new string('s', 400);
        _ledger.Answer(LedgerUnderTest.Body(system, "a"), 0);
        _ledger.Time.Advance(TimeSpan.FromSeconds(10));

        var candidates = _ledger.Observe(LedgerUnderTest.Body(system, "b")).Knowledge.Candidates;

        candidates.Select(candidate => candidate.Kind).Should().Equal(BoundaryKind.System, BoundaryKind.Tail);
        candidates[0].Tokens.Should().Be(LedgerUnderTest.PathOf(LedgerUnderTest.Body(system, "b")).Steps[0].Bytes * 0.25);
        candidates.Select(candidate => candidate.State).Should().Equal(PrefixState.FiveMinutes, PrefixState.Cold);
        candidates.Select(candidate => candidate.Uses).Should().Equal(1, 0);
    }

    private static string Conversation(int turns) =>
        LedgerUnderTest.Body(null, [.. Enumerable.Range(0, (2 * turns) - 1).Select(message => $"message {message}")]);

    private static string Blocks(params string[] messages) => LedgerUnderTest.Body(null, messages);

    private static string Boundaries(ObservedCall call) =>
        string.Join(", ", call.Knowledge.Candidates.Select(candidate => $"{candidate.Step} {candidate.Kind}"));
}
