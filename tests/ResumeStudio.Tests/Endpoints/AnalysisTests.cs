using ResumeStudio.Prompts;
using ResumeStudio.Tests.Support;

namespace ResumeStudio.Tests.Endpoints;

public sealed class AnalysisTests
{
    public static TheoryData<string> Documents => [.. StudioPrompts.Documents.Select(static document => document.Name)];

    [Fact]
    public async Task An_analysis_has_a_score_keywords_and_each_section()
    {
        await using var studio = await StudioUnderTest.StartAsync();

        var report = (await studio.AskAsync("/api/v1/analyze", Some.Request)).GetProperty("report");

        report.GetProperty("score").GetInt32().Should().BeInRange(1, 100);
        report.GetProperty("matching_keywords").EnumerateArray().Select(static word => word.GetString()).Should().Contain(["C#", "SQL Server", "Docker"]);
        report.GetProperty("missing_keywords").EnumerateArray().Select(static word => word.GetString()).Should().Equal("Kubernetes");
        var sections = report.GetProperty("sections").EnumerateArray().Select(static section => section.GetProperty("section").GetString());
        sections.Should().Equal("Experience", "Skills");
    }

    [Fact]
    public async Task An_analysis_is_kept_for_its_user()
    {
        await using var studio = await StudioUnderTest.StartAsync("RESPONSE_CACHE_ENABLED=false");

        await studio.AskAsync("/api/v1/analyze", Some.Request, "ann");
        var again = await studio.AskAsync("/api/v1/analyze", Some.Request, "ann");
        await studio.AskAsync("/api/v1/analyze", Some.Request, "ben");

        again.GetProperty("usage_stats").GetProperty("cached").GetBoolean().Should().BeTrue();
        studio.Emulator.Calls.Should().HaveCount(2);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Each_other_text_is_written_once(string name)
    {
        await using var studio = await StudioUnderTest.StartAsync();

        var first = await studio.AskAsync($"/api/v1/documents/{name}", Some.Request);
        var second = await studio.AskAsync($"/api/v1/documents/{name}", Some.Request);

        first.GetProperty("content").GetString()!.Length.Should().BeGreaterThan(80);
        first.GetProperty("usage_stats").GetProperty("cost_usd").GetDecimal().Should().BePositive();
        second.GetProperty("content").GetString().Should().Be(first.GetProperty("content").GetString());
        second.GetProperty("usage_stats").GetProperty("cost_usd").GetDecimal().Should().Be(0);
        studio.Emulator.Calls.Should().ContainSingle();
    }
}
