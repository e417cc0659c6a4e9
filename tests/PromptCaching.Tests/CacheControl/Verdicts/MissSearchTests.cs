using PromptCaching.CacheControl.Verdicts;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>What became of the entry that the nearest earlier request had left.</summary>
public sealed class MissSearchTests
{
    private const double Nothing = 0;
    private readonly Remembered _remembered = new();

    [Fact]
    public void Without_an_earlier_request_nothing_was_missed() => Find(Now("q*"), []).Should().BeNull();

    [Fact]
    public void Without_an_entry_nothing_was_missed() => Find(Now("q", "a", "r*"), [Earlier("q")]).Should().BeNull();

    [Fact]
    public void A_difference_before_the_entry_lost_it()
    {
        var finding = Find(Now("p", "a", "r*"), [Earlier("q", "a", "r*")]);

        finding!.Kind.Should().Be(CacheMissKind.MessageChanged);
        finding.Difference!.Value.Step.Should().Be(2);
    }

    [Fact]
    public void A_difference_behind_the_entry_did_not() =>
        Find(Now("q*", "b", "r", "c", "s"), [Earlier("q*", "a", "r")], read: 1000).Should().BeNull();

    [Fact]
    public void Another_question_to_the_same_application_changed_nothing() => Find(Now("p*"), [Earlier("q*")]).Should().BeNull();

    [Fact]
    public void Another_system_prompt_of_the_same_application_lost_what_it_marks_and_not_the_conversation()
    {
        const string Marked = """{"type":"text","text":"s","cache_control":{"type":"ephemeral"}}""";
        var other = Marked.Replace("\"s\"", "\"t\"", StringComparison.Ordinal);

        Find(Now(other, "p"), [Earlier(Marked, "q")])!.Kind.Should().Be(CacheMissKind.SystemChanged);
        Find(Now("""{"type":"text","text":"t"}""", "p*"), [Earlier("""{"type":"text","text":"s"}""", "q*")]).Should().BeNull("only the question was marked");
    }

    [Fact]
    public void Entries_below_the_minimum_were_never_there()
    {
        var earlier = Earlier("q*");
        var tokens = earlier.Request.Entries[0].Tokens;

        Find(Now("q*", "a", "r"), [earlier], minimum: tokens).Should().NotBeNull();
        Find(Now("q*", "a", "r"), [earlier], minimum: tokens + 1).Should().BeNull();
    }

    [Fact]
    public void Half_of_the_entry_that_is_read_is_no_miss()
    {
        var earlier = Earlier("q*");
        var tokens = earlier.Request.Entries[0].Tokens;

        Find(Now("q*", "a", "r"), [earlier], read: tokens / 2).Should().BeNull();
        Find(Now("q*", "a", "r"), [earlier], read: (tokens / 2) - 1).Should().NotBeNull();
    }

    [Fact]
    public void An_entry_of_a_call_whose_answer_had_not_begun_was_being_written()
    {
        var finding = Find(Now("q*", "a", "r"), [Earlier("q*") with { HadBegun = false }]);

        finding.Should().Be(new MissFinding(CacheMissKind.BeingWritten) { Step = 2 });
    }

    [Theory]
    [InlineData("q*", 299, CacheMissKind.Unexplained)]
    [InlineData("q*", 300, CacheMissKind.Expired)]
    [InlineData("q+", 3599, CacheMissKind.Unexplained)]
    [InlineData("q+", 3600, CacheMissKind.Expired)]
    public void An_entry_that_was_not_used_as_long_as_it_lasts_expired(string marked, int seconds, CacheMissKind kind)
    {
        var finding = Find(Now(TimeSpan.FromSeconds(seconds), "q*", "a", "r"), [Earlier(marked)]);

        finding!.Kind.Should().Be(kind);
        finding.Step.Should().Be(2);
        finding.Idle.Should().Be(kind == CacheMissKind.Expired ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero);
        finding.TimeToLive.Should().Be(kind != CacheMissKind.Expired ? TimeSpan.Zero : TimeSpan.FromMinutes(marked == "q*" ? 5 : 60));
    }

    [Fact]
    public void The_last_that_used_it_counts_and_not_one_that_had_not_begun()
    {
        var now = Now(TimeSpan.FromMinutes(6), "q*", "a", "r");
        EarlierRequest Later(bool hadBegun) => new(_remembered.Request(Remembered.Body(messages: Remembered.Said("q*")), TimeSpan.FromMinutes(2)), hadBegun);

        Find(now, [Earlier("q*"), Later(true)])!.Kind.Should().Be(CacheMissKind.Unexplained);
        Find(now, [Later(true), Earlier("q*")])!.Kind.Should().Be(CacheMissKind.Unexplained);
        Find(now, [Earlier("q*"), Later(false)])!.Idle.Should().Be(TimeSpan.FromMinutes(6));
    }

    [Fact]
    public void Without_a_marker_at_or_behind_the_entry_nobody_looked_for_it()
    {
        Find(Now("q", "a", "r"), [Earlier("q*")])!.Kind.Should().Be(CacheMissKind.NotMarked);
        Find(Now("q*", "a", "r"), [Earlier("q*")])!.Kind.Should().Be(CacheMissKind.Unexplained);
    }

    [Theory]
    [InlineData(18, CacheMissKind.Unexplained, 0)]
    [InlineData(19, CacheMissKind.OutOfWindow, 1)]
    [InlineData(21, CacheMissKind.OutOfWindow, 3)]
    public void A_marker_twenty_places_behind_it_is_too_far(int between, CacheMissKind kind, int amount)
    {
        string[] said = ["q", .. Enumerable.Range(0, between).Select(index => $"{index}"), "r*"];

        var finding = Find(Now(said), [Earlier("q*")]);

        (finding!.Kind, finding.Amount).Should().Be((kind, amount));
    }

    [Fact]
    public void The_nearest_marker_behind_it_counts()
    {
        string[] said = ["q", .. Enumerable.Range(0, 30).Select(index => index == 4 ? $"{index}*" : $"{index}"), "r*"];

        Find(Now(said), [Earlier("q*")])!.Kind.Should().Be(CacheMissKind.Unexplained);
    }

    [Fact]
    public void Where_nothing_else_differs_another_set_of_betas_is_suspected()
    {
        var now = _remembered.Request(Remembered.Sent(Body("q*", "a", "r"), betas: 7));

        var finding = Find(now, [Earlier("q*")]);

        finding!.Kind.Should().Be(CacheMissKind.ParameterChanged);
        finding.Difference!.Value.Parameter.Should().Be("anthropic-beta");
        Find(now, [Earlier("q*"), new EarlierRequest(_remembered.Request(Remembered.Sent(Body("q*"), betas: 7)), true)])!.Kind.Should().Be(CacheMissKind.Unexplained);
    }

    [Fact]
    public void The_last_entry_that_both_share_is_asked_about() => Find(Now("q*", "a", "r*"), [Earlier("q*", "a", "r*")])!.Step.Should().Be(4);

    private static string Body(params string[] said) => Remembered.Body(messages: Remembered.Said(said));

    private static MissFinding? Find(RecentRequest now, IReadOnlyList<EarlierRequest> earlier, double minimum = 1, double read = Nothing) =>
        MissSearch.Find(now, earlier, minimum, read);

    private RecentRequest Now(params string[] said) => Now(TimeSpan.Zero, said);

    private RecentRequest Now(TimeSpan after, params string[] said) => said[0].StartsWith('{')
        ? _remembered.Request(Remembered.Body(system: said[0], messages: Remembered.Said(said[1..])), after)
        : _remembered.Request(Body(said), after);

    private EarlierRequest Earlier(params string[] said) => new(Now(said), HadBegun: true);
}
