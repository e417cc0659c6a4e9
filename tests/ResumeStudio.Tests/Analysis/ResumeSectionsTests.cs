using ResumeStudio.Analysis;

namespace ResumeStudio.Tests.Analysis;

public sealed class ResumeSectionsTests
{
    [Theory]
    [InlineData("Ann\n\nEXPERIENCE\n\n- One\n\nSKILLS\nC#")]
    [InlineData("Ann\n\n## Experience\n- One\n## Skills\nC#\n")]
    [InlineData("Ann\r\nExperience:\r\n- One\r\n**Skills**\r\nC#")]
    public void Plain_text_and_markdown_have_the_same_sections(string resume)
    {
        var sections = ResumeSections.Of(resume);

        sections.Select(static section => section.Name).Should().Equal("", "Experience", "Skills");
        sections.Select(static section => section.Text).Should().Equal("Ann", "- One", "C#");
    }

    [Fact]
    public void A_loud_line_that_is_no_heading_stays_where_it_is() =>
        ResumeSections.Of("Skills\nSAP ERP AND CRM").Should().ContainSingle().Which.Text.Should().Be("SAP ERP AND CRM");

    [Fact]
    public void A_position_below_a_heading_stays_in_its_section() =>
        ResumeSections.Of("## Experience\n### Baker, 2020\n- Bread").Should().ContainSingle().Which.Lines.Should().HaveCount(2);
}
