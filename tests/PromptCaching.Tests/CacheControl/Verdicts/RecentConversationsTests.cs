using PromptCaching.CacheControl.Verdicts;
using PromptCaching.Testing;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>Which request a conversation was at before, and what of earlier requests is still there to be missed.</summary>
public sealed class RecentConversationsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly RecentRequests _recent;

    public RecentConversationsTests() => _recent = new RecentRequests(_time);

    [Fact]
    public void The_first_turn_has_nothing_before_it()
    {
        Add("q");

        Add("q").Before.Should().BeNull();
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void A_conversation_is_known_within_three_turns(int turns, bool isKnown)
    {
        var first = Add("q", "a", "r").Now;

        var next = Add(["q", "a", "r", .. Enumerable.Range(0, turns).SelectMany(turn => new[] { $"a{turn}", $"q{turn}" })]);

        next.Before.Should().BeSameAs(isKnown ? first : null);
    }

    [Fact]
    public void The_last_of_its_turns_is_the_one_before()
    {
        Add("q");
        var second = Add("q", "a", "r").Now;

        Add("q", "a", "r", "b", "s").Before.Should().BeSameAs(second);
        Add("q", "a", "r", "b", "s", "c", "t").Before.Should().NotBeSameAs(second);
    }

    [Fact]
    public void A_turn_that_was_edited_is_known_by_the_opening_if_it_is_the_next()
    {
        var second = Add("q", "a", "r").Now;

        Add("q", "edited", "r", "b", "s").Before.Should().BeSameAs(second);
        Add("q", "edited again", "r").Before.Should().BeNull("it is no turn further");
        Add("p", "edited", "r", "b", "s").Before.Should().BeNull("it began otherwise");
    }

    [Fact]
    public void A_turn_too_many_or_another_shape_is_another_conversation()
    {
        Add("q", "a", "r");

        Add("q", "x", "r", "b", "s", "c", "t").Before.Should().BeNull();
        _recent.Add(Remembered.Sent(Remembered.Body("", "", Remembered.Said("q", "x", "r", "b", "s")))).Before.Should().BeNull();
    }

    [Fact]
    public void The_id_of_the_answer_before_is_named_within_one_isolation()
    {
        var first = Add("q").Now;
        _recent.Settle(first, "msg_1", hasCachedNothing: false);

        Add("q", "a", "r").PreviousMessageId.Should().Be("msg_1");
        var other = _recent.Add(Remembered.Sent(Remembered.Body(messages: Remembered.Said("q", "a", "r")), isolation: 5));
        other.Before.Should().NotBeNull();
        other.PreviousMessageId.Should().BeNull();
        Add("new").PreviousMessageId.Should().BeNull();
    }

    [Fact]
    public void A_conversation_is_broken_where_its_earlier_end_is_not_there_any_more()
    {
        Add("q", "a", "r");

        HasBroken("q", "a", "r", "b", "s").Should().BeFalse();
        HasBroken("q", "x", "r", "b", "s", "c", "t").Should().BeTrue();
        HasBroken("a new one").Should().BeFalse();
    }

    [Fact]
    public void One_that_became_shorter_is_broken()
    {
        var sent = Remembered.Sent(Remembered.Body(messages: Remembered.Said("q")));
        RecentRequest Before(int tail) => new Remembered().Request(Remembered.Body(messages: Remembered.Said([.. Enumerable.Range(0, tail - 1).Select(index => $"{index}")])));

        new RecentConversation(Before(3), Before(4), null).HasBroken(sent.Path).Should().BeTrue();
        new RecentConversation(Before(3), new Remembered().Request(sent), null).HasBroken(sent.Path).Should().BeFalse();
    }

    [Fact]
    public void What_came_earlier_and_left_something_is_there_to_be_missed()
    {
        var (first, failed, nothing) = (Add("1").Now, Add("2").Now, Add("3").Now);
        _recent.Fail(failed);
        _recent.Settle(nothing, null, hasCachedNothing: true);
        var now = Add("4").Now;
        Add("5");

        _recent.Before(now).Select(earlier => earlier.Request).Should().Equal(first);
        _recent.Settle(failed, null, hasCachedNothing: false);
        _recent.Before(now).Should().HaveCount(1, "a failure stays one");
    }

    [Fact]
    public void Whether_an_answer_had_begun_is_told_for_the_time_of_the_request()
    {
        var (begun, late, never) = (Add("1").Now, Add("2").Now, Add("3").Now);
        _recent.Begin(begun);
        var now = Add("4").Now;
        _recent.Begin(late);

        _recent.Before(now).Should().Equal(new EarlierRequest(begun, true), new EarlierRequest(late, false), new EarlierRequest(never, false));
    }

    [Fact]
    public void What_was_forgotten_is_nobodys_turn_before()
    {
        Add("q");
        for (var index = 0; index < 512; index++)
        {
            Add($"other {index}");
        }

        Add("q", "a", "r").Before.Should().BeNull();
    }

    [Fact]
    public void Forgetting_an_old_request_does_not_forget_its_newer_like()
    {
        Add("q");
        for (var index = 0; index < 300; index++)
        {
            Add($"other {index}");
        }

        var again = Add("q").Now;
        for (var index = 0; index < 300; index++)
        {
            Add($"more {index}");
        }

        Add("q", "a", "r").Before.Should().BeSameAs(again);
        Add("q", "x", "r").Before.Should().BeSameAs(again, "by its opening");
    }

    [Fact]
    public void A_request_is_remembered_with_its_time_and_its_turn()
    {
        _time.Advance(TimeSpan.FromMinutes(3));
        var now = Add("q", "a", "r").Now;

        now.At.Should().Be(_time.GetUtcNow());
        now.Should().BeEquivalentTo(new { Turn = 1, Model = "m", TailStep = 4, HeadLength = 2 });
        now.Messages.Should().HaveCount(3);
        now.Size.Should().Be(320 + now.Tools.Size + now.System.Size + (3 * 8));
        new Remembered().Request(Remembered.Body(messages: Remembered.Said("q*"))).Size.Should().Be(320 + now.Tools.Size + now.System.Size + 8 + 32);
    }

    private bool HasBroken(params string[] said)
    {
        var sent = Remembered.Sent(Remembered.Body(messages: Remembered.Said(said)));
        return _recent.Add(sent).HasBroken(sent.Path);
    }

    private RecentConversation Add(params string[] said) => _recent.Add(Remembered.Sent(Remembered.Body(messages: Remembered.Said(said))));
}
