using PromptCaching.DependencyInjection.Configuration;
using PromptCaching.Tests.Conventions;

namespace PromptCaching.Tests.Documentation;

public sealed class ReadmeTests
{
    private static readonly string _readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));

    [Fact]
    public void It_stays_short() => _readme.Split('\n').Should().HaveCountLessThan(250);

    [Fact]
    public void Every_option_and_every_variable_stands_in_it()
    {
        string[] names =
        [
            .. ClaudeOptionsTables.Client.Names, .. ClaudeOptionsTables.ResponseCaching.Names, .. ClaudeOptionsTables.CacheControl.Names,
            .. ClaudeOptionsTables.WarmFirst.Names, .. ClaudeOptionsTables.KeepWarm.Names,
            .. ClaudeOptionsTables.Retrying.Names, .. ClaudeOptionsTables.RateLimiting.Names, .. ClaudeOptionsTables.Telemetry.Names,
            .. EnvironmentFallbacks.Variables,
        ];

        names.Where(name => !_readme.Contains(name + "`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Its_links_lead_somewhere() =>
        System.Text.RegularExpressions.Regex.Matches(_readme, @"\]\((?!http)([^)#]+)\)").Select(match => match.Groups[1].Value)
            .Where(path => !File.Exists(Path.Combine(SourceTree.Root, path))).Should().BeEmpty();
}
