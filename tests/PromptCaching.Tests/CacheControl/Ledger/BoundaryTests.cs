using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>What is learnt of a boundary belongs to its kind, to its part and to how old it is.</summary>
public sealed class BoundaryTests
{
    private const int Uses = 6;
    private const int Turn = 14;

    [Theory]
    [InlineData(BoundaryKind.Tools, true, false)]
    [InlineData(BoundaryKind.SystemPart, true, false)]
    [InlineData(BoundaryKind.System, true, false)]
    [InlineData(BoundaryKind.Lead, true, false)]
    [InlineData(BoundaryKind.Known, false, false)]
    [InlineData(BoundaryKind.BeforeLastMessage, false, false)]
    [InlineData(BoundaryKind.BeforeTail, false, false)]
    [InlineData(BoundaryKind.Tail, false, true)]
    [InlineData(BoundaryKind.ToolTail, false, true)]
    public void Heads_age_with_their_uses_and_all_others_with_the_turns(object kind, bool isHead, bool isTail)
    {
        var boundary = Of((BoundaryKind)kind);

        (boundary.IsHead, boundary.IsTail).Should().Be((isHead, isTail));
        boundary.Age.Should().Be(isHead ? Uses : Turn);
        boundary.LastStage.Should().Be(isHead ? 3 : 5);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(3, 2, 2)]
    [InlineData(6, 2, 2)]
    [InlineData(7, 3, 3)]
    [InlineData(15, 3, 4)]
    [InlineData(31, 3, 5)]
    [InlineData(1000, 3, 5)]
    public void Every_stage_is_twice_as_long_as_the_one_before_and_the_last_has_no_end(int age, int head, int tail)
    {
        new Boundary(default, BoundaryKind.System, 0, age).Stage.Should().Be(head);
        new Boundary(new ConversationShape(0, 0, age), BoundaryKind.Tail, 0, 0).Stage.Should().Be(tail);
    }

    [Theory]
    [InlineData(BoundaryKind.SystemPart, 3, 3)]
    [InlineData(BoundaryKind.Lead, 15, 15)]
    [InlineData(BoundaryKind.Lead, 16, 15)]
    [InlineData(BoundaryKind.SystemPart, 1000, 15)]
    [InlineData(BoundaryKind.System, 3, 0)]
    [InlineData(BoundaryKind.Tail, 3, 0)]
    public void Only_parts_are_told_apart_by_where_they_stand(object kind, int index, ulong part) => Of((BoundaryKind)kind, index).Part.Should().Be(part);

    [Theory]
    [InlineData(BoundaryKind.Tools, 0, 0.94, 0.95, 0.96, 3)]
    [InlineData(BoundaryKind.SystemPart, 0, 0.92, 0.935, 0.95, 3)]
    [InlineData(BoundaryKind.System, 2, 0.92, 0.935, 0.95, 3)]
    [InlineData(BoundaryKind.Lead, 0, 0.55, 0.70, 0.74, 4)]
    [InlineData(BoundaryKind.Lead, 1, 0.78, 0.90, 0.92, 4)]
    [InlineData(BoundaryKind.Known, 0, 0.84, 0.87, 0.90, 4)]
    [InlineData(BoundaryKind.ToolTail, 0, 0.91, 0.93, 0.95, 4)]
    [InlineData(BoundaryKind.Tail, 0, 0.70, 0.74, 0.79, 4)]
    [InlineData(BoundaryKind.BeforeTail, 1, 0.70, 0.74, 0.79, 4)]
    public void Before_anything_was_seen_a_document_is_read_again_less_often_than_a_system_prompt(
        object kind, int stage, double five, double hour, double ever, double weight)
    {
        BoundaryPriors.Of((BoundaryKind)kind, stage).Should().Be(new ReuseOdds(five, hour, ever));
        BoundaryPriors.Weight((BoundaryKind)kind).Should().Be(weight);
    }

    private static Boundary Of(BoundaryKind kind, int index = 0) => new(new ConversationShape(1, 2, Turn), kind, index, Uses);
}
