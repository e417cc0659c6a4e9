using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>When a prefix counts as used again, and what its own pauses then say.</summary>
public sealed class PrefixNodeUsesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Boundary Tail = new(new ConversationShape(100, 200, 0), BoundaryKind.Tail, 0, 0);
    private static readonly Boundary Head = new(new ConversationShape(100, 200, 0), BoundaryKind.System, 0, 0);
    private readonly ReuseOutlook _outlook = new();
    private readonly PrefixNode _node = new();

    [Fact]
    public void The_first_use_opens_a_trial_and_knows_no_pause()
    {
        Use(Start);

        _node.Uses.Should().Be(1);
        _node.LastUse.Should().Be(Start);
        _node.Trial.Should().NotBeNull();
        _node.Gaps.Total.Should().Be(0);
    }

    [Theory]
    [InlineData(false, 59, 1)]
    [InlineData(false, 60, 2)]
    [InlineData(true, 1, 2)]
    public void While_no_answer_has_begun_the_next_use_within_a_minute_is_no_return(bool hasBegun, int seconds, int uses)
    {
        Use(Start);
        _node.HasBegun = hasBegun;

        Use(Start.AddSeconds(seconds));

        _node.Uses.Should().Be(uses);
        _node.Gaps.Total.Should().Be(uses - 1);
        _node.LastUse.Should().Be(uses == 1 ? Start : Start.AddSeconds(seconds));
        _node.HasBegun.Should().Be(hasBegun && uses == 1, "the answer to the new use has not begun");
    }

    [Fact]
    public void A_return_closes_its_trial_with_its_pause_and_opens_the_next()
    {
        Use(Start);
        var first = _node.Trial;
        _node.HasBegun = true;

        Use(Start.AddMinutes(10));

        _node.Gaps.Should().Be(new GapCounts(0, 1, 0));
        _node.Trial.Should().BeSameAs(first, "it is of the same kind and age");
    }

    [Fact]
    public void A_second_use_at_the_same_time_is_the_same_use()
    {
        Use(Start);

        ReuseOutlook.Return(_node, Start).Should().BeFalse();
        _node.Trial = null;
        ReuseOutlook.Return(_node, Start).Should().BeTrue("its trial is still to be opened");
        Use(Start);

        _node.Uses.Should().Be(2);
        _node.Gaps.Total.Should().Be(0);
    }

    [Fact]
    public void Whatever_was_a_tail_once_stays_one()
    {
        _outlook.Use(_node, Tail, null, Start);
        _node.HasBegun = true;
        _node.IsTail.Should().BeTrue();

        _outlook.Use(_node, Tail with { Kind = BoundaryKind.Known }, null, Start.AddMinutes(1));

        _node.IsTail.Should().BeTrue();
        _node.HasBegun = true;
        _outlook.Use(_node, Tail, null, Start.AddMinutes(2));
        _node.IsTail.Should().BeTrue();
    }

    [Fact]
    public void A_head_is_no_tail()
    {
        Use(Start);

        _node.IsTail.Should().BeFalse();
    }

    [Theory]
    [InlineData(BoundaryKind.Tail, false, true)]
    [InlineData(BoundaryKind.Known, false, true)]
    [InlineData(BoundaryKind.Tail, true, false)]
    [InlineData(BoundaryKind.System, false, false)]
    [InlineData(BoundaryKind.Lead, false, false)]
    public void One_conversation_has_one_history_of_pauses_but_its_head_and_its_branches_have_their_own(object kind, bool isBranch, bool isShared)
    {
        var conversation = new PrefixNode { Gaps = new GapCounts(1, 2, 3) };
        _node.IsBranch = isBranch;

        _outlook.Use(_node, Tail with { Kind = (BoundaryKind)kind }, conversation, Start);

        _node.Gaps.Should().Be(isShared ? conversation.Gaps : default);
    }

    [Fact]
    public void What_came_back_every_time_is_counted_as_it_came()
    {
        _node.Gaps = new GapCounts(2, 1, 3);

        var odds = _outlook.ProspectOf(_node, Head, Start).Next;

        odds.WithinFiveMinutes.Should().BeApproximately((2 + (2 * 0.92)) / 8, 1e-9);
        odds.WithinOneHour.Should().BeApproximately((3 + (2 * 0.935)) / 8, 1e-9);
        odds.Ever.Should().BeApproximately((6 + (2 * 0.95)) / 8, 1e-9);
    }

    [Fact]
    public void Where_conversations_branch_a_tail_is_counted_like_a_head()
    {
        (_node.Gaps, _node.IsBranch) = (new GapCounts(2, 1, 3), true);

        _outlook.ProspectOf(_node, Tail, Start).Next.Ever.Should().BeApproximately((6 + (2 * 0.79)) / 8, 1e-9);
    }

    [Fact]
    public void How_long_a_conversation_pauses_its_own_pauses_tell_and_whether_it_goes_on_others()
    {
        _node.Gaps = new GapCounts(2, 1, 3);

        var prospect = _outlook.ProspectOf(_node, Tail, Start);

        foreach (var odds in prospect.Stages.Select(stage => stage.Odds).Prepend(prospect.Next))
        {
            odds.Ever.Should().BeApproximately(0.79, 1e-9);
            odds.ShareWithinFiveMinutes.Should().BeApproximately((2 + (4 * 0.70 / 0.79)) / 10, 1e-9);
            odds.ShareWithinOneHour.Should().BeApproximately((3 + (4 * 0.74 / 0.79)) / 10, 1e-9);
        }
    }

    [Theory]
    [InlineData(false, 0, 0)]
    [InlineData(true, 0, 1)]
    [InlineData(false, 1, 1)]
    public void A_use_whose_call_failed_never_was_unless_another_made_it_too(bool hasBegun, int secondsLater, int uses)
    {
        Use(Start);
        _node.HasBegun = hasBegun;

        ReuseOutlook.Withdraw(new ObservedCall(PathKnowledge.None, [_node], Start.AddSeconds(secondsLater)), Start.AddSeconds(5));

        _node.Uses.Should().Be(uses);
        (_node.Trial is null).Should().Be(uses == 0);
    }

    [Fact]
    public void A_conversation_that_became_shorter_than_its_places_lost_them()
    {
        Use(Start);
        var steps = LedgerUnderTest.PathOf(LedgerUnderTest.Body("s", "q")).Steps;

        ReuseOutlook.Settle(new ConversationMark([(2, steps[1].Hash, _node)]), steps, Start);

        _node.Trial.Should().BeNull();
        _outlook.ProspectOf(new PrefixNode(), Head, Start).Next.WithinFiveMinutes.Should().BeApproximately(0.3312, 0.1);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_place_that_is_still_the_same_came_back(int other, bool isLost)
    {
        Use(Start);
        _node.HasBegun = true;
        var steps = LedgerUnderTest.PathOf(LedgerUnderTest.Body("s", "q")).Steps;

        ReuseOutlook.Settle(new ConversationMark([(0, steps[other].Hash, _node)]), steps, Start.AddSeconds(30));

        _node.LastUse.Should().Be(isLost ? Start : Start.AddSeconds(30));
        _node.Gaps.Total.Should().Be(isLost ? 0 : 1);
    }

    [Fact]
    public void A_withdrawn_trial_says_nothing_about_its_kind()
    {
        Use(Start);
        ReuseOutlook.Withdraw(new ObservedCall(PathKnowledge.None, [_node], Start), Start.AddSeconds(5));

        _outlook.ProspectOf(new PrefixNode(), Head, Start.AddHours(2)).Next.Ever.Should().BeApproximately(0.95, 1e-9);
    }

    private void Use(DateTimeOffset now) => _outlook.Use(_node, Head, null, now);
}
