using ResumeStudio.Tests.Support;
using ResumeStudio.Writing;

namespace ResumeStudio.Tests.Writing;

public sealed class InventedFactsTests
{
    [Theory]
    [InlineData("Served 340 shops from 2020 to 2025 in C#")]
    [InlineData("Write to [EMAIL_7] or [PHONE_12]")]
    [InlineData("Likes Docker")]
    public void What_the_resume_says_is_not_invented(string written) => InventedFacts.In(written, Some.Texts()).Should().BeEmpty();

    [Theory]
    [InlineData("Served 3400 shops", "3400")]
    [InlineData("Was 12.5 % faster", "12.5")]
    [InlineData("Ran Kubernetes", "Kubernetes")]
    public void A_figure_or_a_skill_of_the_job_that_the_resume_has_not_is(string written, string named) =>
        InventedFacts.In(written, Some.Texts()).Should().ContainSingle().Which.Should().Contain(named);
}
