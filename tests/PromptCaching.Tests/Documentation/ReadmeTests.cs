using PromptCaching.DependencyInjection.Configuration;
using PromptCaching.Tests.Conventions;

namespace PromptCaching.Tests.Documentation;

public sealed class ReadmeTests
{
    private static readonly string _readme = Read("README.md");
    private static readonly string _options = Read("docs/options.md");

    [Fact]
    public void It_stays_short() => _readme.Split('\n').Should().HaveCountLessThan(250);

    [Fact]
    public void Every_option_and_every_variable_stands_in_the_page_of_options()
    {
        string[] names =
        [
            .. ClaudeOptionsTables.Client.Names, .. ClaudeOptionsTables.ResponseCaching.Names, .. ClaudeOptionsTables.CacheControl.Names,
            .. ClaudeOptionsTables.WarmFirst.Names, .. ClaudeOptionsTables.KeepWarm.Names,
            .. ClaudeOptionsTables.Retrying.Names, .. ClaudeOptionsTables.RateLimiting.Names, .. ClaudeOptionsTables.Telemetry.Names,
            .. EnvironmentFallbacks.Variables,
        ];

        names.Where(name => !_options.Contains(name + "`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/options.md")]
    public void Its_links_lead_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(SourceTree.Root, page))!;

        System.Text.RegularExpressions.Regex.Matches(Read(page), @"\]\((?!http)([^)#]+)\)").Select(match => match.Groups[1].Value)
            .Where(path => !File.Exists(Path.Combine(folder, path))).Should().BeEmpty();
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(SourceTree.Root, page));
}
