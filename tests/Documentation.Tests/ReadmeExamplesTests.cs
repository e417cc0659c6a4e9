using Documentation.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Storage;
using PromptCaching.Testing;

namespace Documentation.Tests;

public sealed class ReadmeExamplesTests
{
    [Fact]
    public void Every_example_of_the_readme_is_one_that_compiles()
    {
        var compiled = ExampleFile.WithoutIndent(Repository.Read("tests/Documentation.Tests/ReadmeExamples.cs"));
        var blocks = Repository.Read("README.md").Split("```csharp\n").Skip(1).Select(rest => rest.Split("\n```")[0]).ToArray();

        blocks.Should().HaveCountGreaterThan(3);
        blocks.Should().OnlyContain(block => compiled.Contains(ExampleFile.WithoutIndent(block), StringComparison.Ordinal));
        blocks[0].Split('\n').Count(line => line.Trim() is not ("" or "{" or "}")).Should().Be(12);
    }

    [Fact]
    public async Task The_tools_example_runs_to_its_end()
    {
        var services = new ServiceCollection();
        var emulator = ReadmeExamples.Emulate(services);
        emulator.Enqueue(EmulatedAnswer.Content("""[{"type":"tool_use","id":"toolu_1","name":"weather","input":{"City":"Ulm"}}]""").WithStopReason("tool_use"));
        await using var provider = services.BuildServiceProvider();
        var claude = provider.GetRequiredService<IClaudeClient>();

        var (answer, forecast) = await ReadmeExamples.UseToolsAsync(claude, new string('r', 4000), [1, 2, 3]);

        answer.Should().NotBeEmpty();
        forecast.Sky.Should().NotBeNull();
        emulator.Calls.Should().HaveCount(4).And.OnlyContain(call => call.Status == 200);
        emulator.Calls[1].Usage!.ReadTokens.Should().BePositive();
    }

    [Fact]
    public void The_chain_goes_under_the_official_client()
    {
        using var sdk = ReadmeExamples.PutUnderOthers(new ServiceCollection(), "sk-ant-api03-test");

        sdk.ApiKey.Should().Be("sk-ant-api03-test");
    }

    [Fact]
    public async Task The_values_example_computes_once()
    {
        var services = new ServiceCollection();
        services.AddClaudeCaching(options => options.ApiKey = "test").AddCacheRegion("scores", region => region.TimeToLive = TimeSpan.FromDays(7));
        await using var provider = services.BuildServiceProvider();
        var regions = provider.GetRequiredService<ICacheRegions>();

        (await ReadmeExamples.ScoreAsync(regions, "user", "resume", "job")).Should().Be(9);
        (await ReadmeExamples.ScoreAsync(regions, "user", "resume", "job")).Should().Be(9);

        (await regions["scores"].GetStatisticsAsync()).Should().BeEquivalentTo(new { Hits = 1, Stores = 1 });
    }
}
