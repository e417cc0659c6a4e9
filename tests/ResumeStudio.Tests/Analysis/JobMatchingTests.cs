using ResumeStudio.Analysis;
using ResumeStudio.Tests.Support;

namespace ResumeStudio.Tests.Analysis;

public sealed class JobMatchingTests
{
    [Fact]
    public void A_match_tells_keywords_sections_and_what_to_do()
    {
        var match = JobMatching.Compare(Some.Resume, Some.Job, 0.3);

        match.MatchingKeywords.Should().Equal("C#", "SQL Server", "Docker");
        match.MissingKeywords.Should().Equal("Kubernetes");
        match.Sections.Select(static section => section.Section).Should().Equal("Experience", "Skills");
        match.Suggestions.Should().Contain(static one => one.Contains("Kubernetes", StringComparison.Ordinal));
    }

    [Fact]
    public void The_score_rises_with_keywords_with_their_place_and_with_similarity()
    {
        var resume = "Photography, hiking and long walks. ".PadRight(400, '-') + Some.Resume;
        var low = JobMatching.Compare("A baker", Some.Job, 0).Score;
        var middle = JobMatching.Compare(resume, Some.Job, 0.1).Score;
        var early = JobMatching.Compare("C#, SQL Server, Docker\n" + resume, Some.Job, 0.1).Score;
        var high = JobMatching.Compare("C#, SQL Server, Docker\n" + resume, Some.Job, 0.6).Score;

        new[] { low, middle, early, high }.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.OnlyContain(static score => score >= 0 && score <= 100);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Me", "")]
    [InlineData("", "C#")]
    public void Texts_without_anything_in_common_score_nothing(string resume, string job) => JobMatching.Compare(resume, job, 0).Score.Should().Be(0);
}
