using PromptCaching.ResponseCaching.InFlight;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

public sealed class SeatTests
{
    private static readonly AnswerPosition _beginning = new AnswerBytes(10).Beginning!.Value;

    [Fact]
    public void A_beginning_is_taken_once()
    {
        var seat = new Seat(new CallReport(), isLeader: true);
        seat.Begin(_beginning);
        seat.TakeBeginning().Should().Be(_beginning);
        seat.Invoking(static one => one.TakeBeginning()).Should().Throw<InvalidOperationException>("what was read away must not be held");
    }

    [Fact]
    public void Who_has_left_has_no_beginning_whichever_came_first()
    {
        var (before, after) = (new Seat(new CallReport(), isLeader: false), new Seat(new CallReport(), isLeader: false));
        before.Begin(_beginning);
        before.IsLeft.Should().BeFalse();
        before.Leave();
        before.IsLeft.Should().BeTrue();
        before.Invoking(static one => one.TakeBeginning()).Should().Throw<InvalidOperationException>();
        after.Leave();
        after.Begin(_beginning);
        after.Invoking(static one => one.TakeBeginning()).Should().Throw<InvalidOperationException>();
    }
}
