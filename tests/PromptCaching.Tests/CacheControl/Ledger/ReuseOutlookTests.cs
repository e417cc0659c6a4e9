using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>Who learns from whom: one return within five minutes raises the odds of what is related, by how near it is.</summary>
public sealed class ReuseOutlookTests
{
    private const ulong Shape = 100;
    private const ulong Form = 200;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ReuseOutlook _outlook = new();

    [Theory]
    [InlineData(BoundaryKind.Tail, Shape, Form, 0, 0.89875)]
    [InlineData(BoundaryKind.Tail, Shape, Form, 1, 0.76)]
    [InlineData(BoundaryKind.Tail, 101UL, Form, 0, 0.82)]
    [InlineData(BoundaryKind.Tail, 101UL, Form, 1, 0.76)]
    [InlineData(BoundaryKind.Tail, 101UL, 201UL, 0, 0.70)]
    [InlineData(BoundaryKind.ToolTail, Shape, Form, 0, 0.9595)]
    [InlineData(BoundaryKind.Known, Shape, Form, 0, 0.928)]
    [InlineData(BoundaryKind.BeforeTail, Shape, Form, 0, 0.70)]
    [InlineData(BoundaryKind.BeforeLastMessage, Shape, Form, 0, 0.70)]
    [InlineData(BoundaryKind.Lead, Shape, Form, 0, 0.55)]
    [InlineData(BoundaryKind.SystemPart, Shape, Form, 0, 0.92)]
    [InlineData(BoundaryKind.Tools, Shape, Form, 0, 0.94)]
    public void A_tail_that_came_back_speaks_for_tails_of_its_shape_then_of_its_form_then_of_other_ages(object kind, ulong shape, ulong form, int turn, double odds)
    {
        ComeBack(new Boundary(new ConversationShape(Shape, Form, 0), BoundaryKind.Tail, 0, 0));

        Five(new Boundary(new ConversationShape(shape, form, turn), (BoundaryKind)kind, 0, 0)).Should().BeApproximately(odds, 1e-9);
    }

    [Theory]
    [InlineData(BoundaryKind.SystemPart, Shape, 2, 0, 0.955)]
    [InlineData(BoundaryKind.SystemPart, Shape, 1, 0, 0.92)]
    [InlineData(BoundaryKind.SystemPart, Shape, 2, 1, 0.92)]
    [InlineData(BoundaryKind.SystemPart, 101UL, 2, 0, 0.94)]
    [InlineData(BoundaryKind.System, Shape, 2, 0, 0.92)]
    public void A_head_speaks_for_its_own_part_and_age_alone(object kind, ulong shape, int index, int uses, double odds)
    {
        ComeBack(new Boundary(new ConversationShape(Shape, Form, 0), BoundaryKind.SystemPart, 2, 0));

        Five(new Boundary(new ConversationShape(shape, Form, 0), (BoundaryKind)kind, index, uses)).Should().BeApproximately(odds, 1e-9);
    }

    [Fact]
    public void What_lies_inside_a_conversation_has_no_trial_of_its_own()
    {
        var node = new PrefixNode();

        _outlook.Use(node, Tail with { Kind = BoundaryKind.Known }, null, Start);

        node.Trial.Should().BeNull();
        node.Uses.Should().Be(1);
    }

    [Theory]
    [InlineData(0, "2 4 8 16")]
    [InlineData(1, "1 4 8 16")]
    [InlineData(2, "4 8 16")]
    [InlineData(5, "1 8 16")]
    [InlineData(6, "8 16")]
    [InlineData(14, "16")]
    [InlineData(40, "")]
    public void The_stages_ahead_hold_the_uses_that_are_left_of_each(int turn, string uses)
    {
        var stages = _outlook.ProspectOf(new PrefixNode(), Tail with { Shape = new ConversationShape(Shape, Form, turn) }, Start).Stages;

        string.Join(' ', stages.SkipLast(1).Select(stage => stage.Uses)).Should().Be(uses);
    }

    [Fact]
    public void A_head_has_fewer_stages() =>
        _outlook.ProspectOf(new PrefixNode(), new Boundary(default, BoundaryKind.System, 0, 0), Start).Stages.SkipLast(1).Select(stage => stage.Uses)
            .Should().Equal(2, 4);

    [Fact]
    public void Each_stage_has_the_odds_of_its_own_age()
    {
        ComeBack(Tail with { Shape = new ConversationShape(Shape, Form, 3) });

        var prospect = _outlook.ProspectOf(new PrefixNode(), Tail, Start.AddSeconds(60));

        prospect.Next.WithinFiveMinutes.Should().BeApproximately(0.76, 1e-9);
        prospect.Stages.Select(stage => Math.Round(stage.Odds.WithinFiveMinutes, 6)).Should().Equal(0.76, 0.865, 0.76, 0.76, 0.76);
    }

    [Fact]
    public void A_document_that_came_back_once_will_again()
    {
        var prospect = _outlook.ProspectOf(new PrefixNode(), Tail with { Kind = BoundaryKind.Lead }, Start);

        prospect.Next.WithinFiveMinutes.Should().BeApproximately(0.55, 1e-9);
        prospect.Stages.Should().OnlyContain(stage => Math.Abs(stage.Odds.WithinFiveMinutes - 0.78) < 1e-9);
    }

    private static Boundary Tail => new(new ConversationShape(Shape, Form, 0), BoundaryKind.Tail, 0, 0);

    private void ComeBack(Boundary boundary)
    {
        var node = new PrefixNode();
        _outlook.Use(node, boundary, null, Start);
        node.HasBegun = true;
        ReuseOutlook.Return(node, Start.AddSeconds(60)).Should().BeTrue();
    }

    private double Five(Boundary boundary) => _outlook.ProspectOf(new PrefixNode(), boundary, Start.AddSeconds(60)).Next.WithinFiveMinutes;
}
