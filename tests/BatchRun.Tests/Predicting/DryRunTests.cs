using BatchRun.Configuration;
using BatchRun.Predicting;

namespace BatchRun.Tests.Predicting;

public sealed class DryRunTests
{
    [Theory]
    [InlineData("claude", "online", "system.0 (5m, ")]
    [InlineData("claude", "batches", "system.0 (1h, ")]
    [InlineData("marked", "online", "system.0 (1h, ")]
    [InlineData("marked", "batches", "system.0 (1h, ")]
    [InlineData("plain", "online", "none")]
    [InlineData("plain", "batches", "none")]
    public async Task The_first_requests_are_shown_with_the_breakpoints_that_they_will_have(string provider, string mode, string markers)
    {
        using var study = new Study();
        study.Configuration = study.Configuration with { Run = study.Configuration.Run with { Mode = Enum.Parse<RunMode>(mode, ignoreCase: true) } };

        var page = await RunAsync(study, provider);

        page.Split('\n').Where(static line => line.StartsWith("  markers", StringComparison.Ordinal))
            .Should().HaveCount(3).And.OnlyContain(line => line.StartsWith($"  markers  {markers}", StringComparison.Ordinal))
            .And.NotContain(static line => line.Contains("), ", StringComparison.Ordinal), "there is one at most");
        page.Should().Contain("_message-00001").And.Contain("_message-00003").And.NotContain("Warning");
    }

    [Fact]
    public async Task The_cost_is_predicted_with_caching_and_without()
    {
        using var study = new Study();

        (await RunAsync(study, "claude")).Should()
            .MatchRegex(@"12 requests, [\d,]+ prompt tokens\. Predicted cost: 0\.00\d\d USD with caching, 0\.00\d\d USD without\.");
    }

    [Fact]
    public async Task Arms_whose_prefixes_differ_are_warned_about()
    {
        using var study = new Study();
        var strict = new ArmConfiguration { Name = "strict", System = "Be strict." };
        study.Configuration = study.Configuration with { Arms = [study.Configuration.Arms[0], strict] };

        (await RunAsync(study, "claude")).Should().Contain("Warning: The prefixes of the arms \"control\" and \"strict\" differ: system.0");
    }

    [Fact]
    public async Task A_prompt_below_the_minimum_is_sent_unmarked_and_warned_about()
    {
        using var study = new Study(systemWords: 20);

        (await RunAsync(study, "claude")).Should().Contain("  markers  none").And.Contain("Warning: The prompt of the arm \"control\" is below the minimum");
    }

    [Fact]
    public async Task Text_that_may_be_another_one_next_time_is_warned_about()
    {
        using var study = new Study();
        await File.AppendAllTextAsync(study.Configuration.System, " Today is 2026-11-20T10:11:12Z.");

        (await RunAsync(study, "claude")).Should().Contain("Warning: The shared prefix may not stay the same");
    }

    private static async Task<string> RunAsync(Study study, string provider)
    {
        var manifest = await study.BuildAsync(provider);
        await using var screen = new StringWriter { NewLine = "\n" };
        await new DryRun(study.Configuration, study.Folder(provider), screen).RunAsync(manifest, CancellationToken.None);
        return screen.ToString();
    }
}
