using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>What the ledger says about the entries of a call: how long they last, and what can be read by now.</summary>
public sealed class LedgerEntriesTests
{
    private const string Body = """{"system":"s","messages":[{"role":"user","content":"q"}]}""";
    private static readonly TimeSpan Five = TimeSpan.FromMinutes(5);
    private readonly LedgerUnderTest _ledger = new();

    [Fact]
    public void Entries_are_where_markers_stand_and_last_as_they_say()
    {
        var call = _ledger.Observe(Body);
        _ledger.Ledger.EntriesOf(call).Should().OnlyContain(lifetime => lifetime == null);

        _ledger.Ledger.Send(call, [new SentMarker(0, IsOneHour: true), new SentMarker(1, IsOneHour: false)]);
        _ledger.Ledger.EntriesOf(call).Should().Equal(TimeSpan.FromHours(1), Five);
    }

    [Fact]
    public void Where_no_marker_stands_there_is_no_entry_though_tokens_are_written()
    {
        var call = _ledger.Answer(Body, 1);

        _ledger.Ledger.EntriesOf(call).Should().Equal(null, Five);
    }

    [Fact]
    public void An_entry_that_ends_as_a_call_begins_is_none_of_its()
    {
        _ledger.Answer(Body, 0);
        _ledger.Time.Advance(Five);

        _ledger.Ledger.EntriesOf(_ledger.Observe(Body)).Should().OnlyContain(lifetime => lifetime == null);
    }

    [Fact]
    public void What_can_be_read_by_now_is_asked_anew()
    {
        var first = _ledger.Observe(Body);
        _ledger.Ledger.Send(first, [new SentMarker(0, false)]);
        var second = _ledger.Observe(Body);
        second.Knowledge.Hit.Should().Be(-1);

        _ledger.Ledger.Begin(first);

        var now = _ledger.Ledger.Now(second);
        now.Hit.Should().Be(0);
        now.Candidates.Should().BeSameAs(second.Knowledge.Candidates);
        _ledger.Time.Advance(Five);
        _ledger.Ledger.Now(second).Hit.Should().Be(-1);
    }

    [Theory]
    [InlineData(0, 0, -1)]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(1, 1, 0)]
    public void Only_where_nothing_was_read_and_nothing_written_nothing_is_there(long read, long written, int hit)
    {
        var call = _ledger.Answer(Body, 0);

        _ledger.Ledger.Settle(call, read, written);

        _ledger.Ledger.Now(call).Hit.Should().Be(hit);
    }

    [Fact]
    public void What_a_failed_call_was_writing_is_cold()
    {
        var call = _ledger.Observe(Body);
        _ledger.Ledger.Send(call, [new SentMarker(1, false)]);
        _ledger.Observe(Body).Knowledge.Candidates.Should().OnlyContain(candidate => candidate.State == PrefixState.BeingWritten);

        _ledger.Ledger.Fail(call);

        _ledger.Observe(Body).Knowledge.Candidates.Should().OnlyContain(candidate => candidate.State == PrefixState.Cold);
    }

    [Fact]
    public void A_refresh_gives_an_entry_its_life_again()
    {
        var call = _ledger.Answer(Body, 0);
        _ledger.Time.Advance(TimeSpan.FromMinutes(4));

        _ledger.Ledger.Refresh([LedgerUnderTest.PathOf(Body).Steps[0].Hash, 12345], _ledger.Time.GetUtcNow());
        _ledger.Ledger.Refresh([LedgerUnderTest.PathOf(Body).Steps[0].Hash], _ledger.Time.GetUtcNow());

        _ledger.Time.Advance(Five - TimeSpan.FromSeconds(1));
        _ledger.Ledger.Now(call).Hit.Should().Be(0);
        _ledger.Time.Advance(TimeSpan.FromSeconds(1));
        _ledger.Ledger.Now(call).Hit.Should().Be(-1);
    }

    [Fact]
    public void How_surely_an_entry_survives_is_part_of_what_is_known()
    {
        _ledger.Answer(Body, 0, 1);

        _ledger.Observe(Body).Knowledge.HitSurvival.Should().Be(0, "only its own conversation uses it");
        new LedgerUnderTest().Observe(Body).Knowledge.HitSurvival.Should().Be(1);
    }
}
