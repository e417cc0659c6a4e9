using PromptCaching.Guardrails.Validation;

namespace PromptCaching.Guardrails.Tests.Validation;

public sealed class AnswerSectionsTests
{
    private const string Answer = "Before.\n\n# One #\ntext\n\n```\n# no heading\n```\n## Two:\n\n**Three**\nmore\n\nFour\n====\nend\n";

    [Fact]
    public void Sections_begin_at_headings_of_any_kind_outside_code() => AnswerSections.Of(Answer).Should().Equal(
        new AnswerSection("", 0, "Before."),
        new AnswerSection("One", 1, "text\n\n```\n# no heading\n```"),
        new AnswerSection("Two", 2, ""),
        new AnswerSection("Three", 7, "more"),
        new AnswerSection("Four", 1, "end"));

    [Theory]
    [InlineData("three", "more")]
    [InlineData("ONE:", "text\n\n```\n# no heading\n```")]
    [InlineData("Five", null)]
    [InlineData("C#", "sharp")]
    [InlineData("", null)]
    public void A_section_is_found_by_its_title(string title, string? text) => AnswerSections.Find(Answer + "# C#\nsharp", title).Should().Be(text);

    [Theory]
    [InlineData("#hashtag")]
    [InlineData("a **bold** word")]
    [InlineData("- item\n---")]
    [InlineData("text\n\n---\n")]
    [InlineData("####### seven")]
    public void What_only_looks_like_a_heading_is_none(string text) => AnswerSections.Of(text).Should().ContainSingle().Which.Level.Should().Be(0);

    [Fact]
    public void No_text_has_no_sections() => AnswerSections.Of(" \n").Should().BeEmpty();
}
