using ResumeStudio.Writing;

namespace ResumeStudio.Tests.Writing;

public sealed class AnswerPartsTests
{
    [Fact]
    public void An_answer_has_a_resume_changes_and_an_improvement()
    {
        var parts = AnswerParts.Parse("# Ann\n\n- One\n\n=== CHANGES MADE ===\n- First\n* Second\nno item\n\n=== EXPECTED IMPROVEMENT ===\nMuch.\n");

        parts.Resume.Should().Be("# Ann\n\n- One");
        parts.Changes.Should().Equal("First", "Second");
        parts.ExpectedImprovement.Should().Be("Much.");
    }

    [Fact]
    public void The_parts_may_come_in_the_other_order()
    {
        var parts = AnswerParts.Parse("# Ann\n=== EXPECTED IMPROVEMENT ===\nMuch.\n=== CHANGES MADE ===\n- First");

        parts.Changes.Should().Equal("First");
        parts.ExpectedImprovement.Should().Be("Much.");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("# Ann", "# Ann")]
    [InlineData("=== CHANGES MADE ===", "")]
    public void What_is_missing_is_empty(string answer, string resume)
    {
        var parts = AnswerParts.Parse(answer);

        parts.Resume.Should().Be(resume);
        parts.Changes.Should().BeEmpty();
        parts.ExpectedImprovement.Should().BeEmpty();
    }
}
