using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>What of a path can be read, and what a call adds to it, prolongs or loses.</summary>
public sealed class ServerEntryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Five = EntryLifetime.FiveMinutes;
    private static readonly TimeSpan Hour = EntryLifetime.OneHour;

    [Fact]
    public void What_was_never_written_is_cold() => ServerEntries.StateOf(new PrefixNode(), Now).Should().Be(PrefixState.Cold);

    [Theory]
    [InlineData(59, PrefixState.BeingWritten)]
    [InlineData(60, PrefixState.Cold)]
    public void A_write_that_has_not_begun_within_a_minute_is_given_up(int seconds, object state) =>
        ServerEntries.StateOf(new PrefixNode { Lifetime = Five, WrittenAt = Now.AddSeconds(-seconds), TokensUntil = Now.AddHours(1) }, Now)
            .Should().Be((PrefixState)state);

    [Theory]
    [InlineData(false, 1, PrefixState.FiveMinutes)]
    [InlineData(true, 1, PrefixState.OneHour)]
    [InlineData(true, 0, PrefixState.Cold)]
    public void What_can_be_read_says_for_how_long_it_was_written(bool isOneHour, int secondsLeft, object state) =>
        ServerEntries.StateOf(Node(isOneHour ? Hour : Five, secondsLeft), Now).Should().Be((PrefixState)state);

    [Fact]
    public void The_deepest_entry_is_read() => ServerEntries.Hit([Node(Five), null, new PrefixNode(), Node(Five), null], Now).Should().Be(3);

    [Fact]
    public void Nothing_is_read_behind_tokens_that_are_gone() =>
        ServerEntries.Hit([Node(Five), Node(Five, secondsLeft: 0), Node(Hour)], Now).Should().Be(0);

    [Fact]
    public void Tokens_without_an_entry_at_their_end_are_no_place_to_read_from()
    {
        var written = Node(Five);
        written.EntryUntil = Now;

        ServerEntries.Hit([Node(Five), written], Now).Should().Be(0);
        ServerEntries.Hit([Node(Five), written, Node(Five)], Now).Should().Be(2);
    }

    [Fact]
    public void What_is_still_being_written_is_stepped_over()
    {
        var written = Node(Five, secondsLeft: 0);
        written.IsReadable = false;

        ServerEntries.Hit([Node(Five), written, Node(Five)], Now).Should().Be(2);
        ServerEntries.Hit([written], Now).Should().Be(-1);
    }

    [Fact]
    public void A_call_prolongs_the_tokens_it_reads_and_the_entries_it_finds()
    {
        var nodes = new[] { Node(Hour), Node(Five), Node(Five), Node(Five) };

        ServerEntries.Send(Call(nodes, hit: 2), [new SentMarker(1, false), new SentMarker(3, false)]);

        nodes.Select(node => node.TokensUntil - Now).Should().Equal(Hour, Five, Five, Five);
        nodes.Select(node => node.EntryUntil - Now).Should().Equal(TimeSpan.FromSeconds(100), Five, Five, Five);
    }

    [Fact]
    public void An_entry_that_is_gone_is_not_prolonged_though_its_tokens_are()
    {
        var node = Node(Five);
        node.EntryUntil = Now;

        ServerEntries.Send(Call([node, Node(Five)], hit: 1), [new SentMarker(0, false), new SentMarker(1, false)]);

        (node.EntryUntil, node.TokensUntil).Should().Be((Now, Now + Five));
    }

    [Fact]
    public void A_call_writes_up_to_its_last_marker_and_no_further()
    {
        PrefixNode[] nodes = [new(), new(), new(), new()];
        var call = Call(nodes, hit: -1);

        ServerEntries.Send(call, [new SentMarker(2, false), new SentMarker(0, false)]);

        call.Writes.Should().Equal(nodes[0], nodes[1], nodes[2]);
        nodes.Select(node => node.Lifetime).Should().Equal(Five, Five, Five, null);
        nodes.Take(3).Should().OnlyContain(node => node.WrittenAt == Now && node.TokensUntil == Now + Five && !node.IsReadable);
        nodes.Select(node => node.EntryUntil == Now + Five).Should().Equal(true, false, true, false);
    }

    [Fact]
    public void Up_to_the_last_marker_of_an_hour_all_lasts_an_hour()
    {
        PrefixNode[] nodes = [new(), new(), new(), new()];

        ServerEntries.Send(Call(nodes, hit: -1), [new SentMarker(3, false), new SentMarker(1, true), new SentMarker(0, true)]);

        nodes.Select(node => node.Lifetime).Should().Equal(Hour, Hour, Five, Five);
        nodes.Select(node => node.TokensUntil - Now).Should().Equal(Hour, Hour, Five, Five);
    }

    [Theory]
    [InlineData(BoundaryKind.Known, false, 5)]
    [InlineData(BoundaryKind.Tail, false, 5)]
    [InlineData(BoundaryKind.Lead, false, 60)]
    [InlineData(BoundaryKind.System, false, 60)]
    [InlineData(BoundaryKind.Known, true, 60)]
    public void An_hour_on_top_of_five_minutes_of_a_conversation_lasts_five_minutes(object kind, bool isOneHour, int minutes)
    {
        PrefixNode[] nodes = [Node(isOneHour ? Hour : Five), new()];

        ServerEntries.Send(Call(nodes, hit: 0, (BoundaryKind)kind), [new SentMarker(1, true)]);

        nodes[1].Lifetime.Should().Be(TimeSpan.FromMinutes(minutes));
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void Who_writes_what_another_is_writing_does_not_begin_it_anew(int seconds, bool isOnItsWay)
    {
        var before = Now.AddSeconds(-seconds);
        var node = new PrefixNode { Lifetime = Five, WrittenAt = before };

        ServerEntries.Send(Call([node], hit: -1), [new SentMarker(0, false)]);

        node.WrittenAt.Should().Be(isOnItsWay ? before : Now);
    }

    [Fact]
    public void What_was_readable_and_is_written_again_begins_anew()
    {
        var node = Node(Five, secondsLeft: 0);
        node.WrittenAt = Now.AddSeconds(-30);

        ServerEntries.Send(Call([node], hit: -1), [new SentMarker(0, false)]);

        (node.WrittenAt, node.IsReadable).Should().Be((Now, false));
    }

    [Fact]
    public void When_the_answer_begins_what_was_written_can_be_read()
    {
        PrefixNode[] nodes = [new(), new()];
        var call = Call(nodes, hit: -1);
        ServerEntries.Send(call, [new SentMarker(0, false)]);

        ServerEntries.Begin(call);

        nodes.Select(node => node.IsReadable).Should().Equal(true, false);
        nodes.Should().OnlyContain(node => node.HasBegun);
    }

    [Theory]
    [InlineData(false, 0, true)]
    [InlineData(true, 0, false)]
    [InlineData(false, -1, false)]
    public void A_call_that_failed_takes_back_what_only_it_wrote(bool isReadable, int writtenSecondsLater, bool isGone)
    {
        var node = new PrefixNode { Lifetime = Five, IsReadable = isReadable, WrittenAt = Now.AddSeconds(writtenSecondsLater) };
        var call = Call([node], hit: -1);
        call.Writes.Add(node);

        ServerEntries.Fail(call);

        (node.Lifetime is null).Should().Be(isGone);
    }

    [Fact]
    public void Where_nothing_was_cached_neither_what_was_read_nor_what_was_written_is_there()
    {
        PrefixNode[] nodes = [Node(Five), Node(Five), Node(Five), Node(Five)];
        var call = Call(nodes, hit: 1);
        call.Writes.Add(nodes[2]);

        ServerEntries.Forget(call);

        nodes.Select(node => node.Lifetime is null).Should().Equal(true, true, true, false);
    }

    [Fact]
    public void A_refresh_prolongs_all_tokens_and_the_last_entry()
    {
        PrefixNode?[] nodes = [Node(Five), null, Node(Hour), new()];

        ServerEntries.Refresh([.. nodes.Take(3)], Now);

        nodes[0]!.TokensUntil.Should().Be(Now + Five);
        nodes[0]!.EntryUntil.Should().Be(Now.AddSeconds(100));
        nodes[2]!.EntryUntil.Should().Be(Now + Hour);
        ServerEntries.Refresh(nodes, Now);
        nodes[3]!.TokensUntil.Should().Be(default, "nothing is there to be prolonged");
    }

    /// <summary>With half of all uses within five minutes there is one in 433 seconds: a pause of 20 minutes has 2.77 of them, each of which must come in time.</summary>
    [Theory]
    [InlineData(BoundaryKind.Known, 0.5, 0)]
    [InlineData(BoundaryKind.Tail, 1, 0)]
    [InlineData(BoundaryKind.Lead, 1, 1)]
    [InlineData(BoundaryKind.Lead, 0.5, 0.1463415)]
    [InlineData(BoundaryKind.System, 0.9, 0.3789291)]
    public void Five_minutes_survive_a_pause_if_others_use_them_meanwhile(object kind, double five, double survival) =>
        ServerEntries.Survival([Candidate(0, (BoundaryKind)kind, five)], [Node(Five)], hit: 0).Should().BeApproximately(survival, 1e-6);

    [Fact]
    public void The_weakest_of_five_minutes_up_to_the_entry_decides()
    {
        Candidate[] candidates = [Candidate(0, BoundaryKind.Tools, 0.9), Candidate(1, BoundaryKind.System, 0.5), Candidate(2, BoundaryKind.Tail, 0.9)];
        PrefixNode[] nodes = [Node(Five), Node(Five), Node(Five)];
        var (tools, system) = (Of(0), Of(1));

        tools.Should().BeGreaterThan(0).And.NotBe(system);
        ServerEntries.Survival(candidates, nodes, hit: -1).Should().Be(1);
        ServerEntries.Survival(candidates, nodes, hit: 1).Should().Be(Math.Min(tools, system));
        ServerEntries.Survival(candidates, nodes, hit: 2).Should().Be(0, "nobody else keeps a conversation");
        ServerEntries.Survival(candidates, [Node(Hour), Node(Hour), Node(Hour)], hit: 2).Should().Be(1);

        double Of(int index) => ServerEntries.Survival([candidates[index]], [nodes[index]], 0);
    }

    private static PrefixNode Node(TimeSpan lifetime, int secondsLeft = 100) => new()
    {
        Lifetime = lifetime, IsReadable = true, WrittenAt = Now.AddMinutes(-1), TokensUntil = Now.AddSeconds(secondsLeft), EntryUntil = Now.AddSeconds(secondsLeft),
    };

    private static ObservedCall Call(PrefixNode[] nodes, int hit, BoundaryKind kind = BoundaryKind.Known) =>
        new(new PathKnowledge([.. nodes.Select((_, index) => Candidate(index, kind, 0.5))], hit, 1), nodes, Now);

    private static Candidate Candidate(int step, BoundaryKind kind, double five)
    {
        var odds = new ReuseOdds(five, five, five);
        return new Candidate(step, kind, 1000, PrefixState.Cold, new ReuseProspect(odds, [new ReuseStage(odds, 1)]), 0);
    }
}
