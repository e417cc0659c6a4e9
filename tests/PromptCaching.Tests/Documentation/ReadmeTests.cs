using PromptCaching.DependencyInjection.Configuration;
using PromptCaching.Tests.Conventions;

namespace PromptCaching.Tests.Documentation;

public sealed class ReadmeTests
{
    private static readonly string _readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));

    [Fact]
    public void The_example_of_the_readme_is_the_one_that_compiles()
    {
        var compiled = File.ReadAllLines(Path.Combine(SourceTree.Root, "tests/PromptCaching.Tests/Documentation/ReadmeExample.cs"))
            .SkipWhile(line => !line.Contains("// <example>", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.Contains("// </example>", StringComparison.Ordinal))
            .Select(line => line.Trim()).ToArray();

        Blocks().First().Should().Equal(compiled);
        compiled.Should().HaveCountLessThanOrEqualTo(14);
    }

    [Fact]
    public void It_stays_short() => _readme.Split('\n').Should().HaveCountLessThan(250);

    [Fact]
    public void Every_option_and_every_variable_stands_in_it()
    {
        string[] names =
        [
            .. ClaudeOptionsTables.Client.Names, .. ClaudeOptionsTables.ResponseCaching.Names, .. ClaudeOptionsTables.CacheControl.Names,
            .. ClaudeOptionsTables.Retrying.Names, .. ClaudeOptionsTables.RateLimiting.Names,
            .. EnvironmentFallbacks.Variables,
        ];

        names.Where(name => !_readme.Contains(name + "`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Its_links_lead_somewhere() =>
        System.Text.RegularExpressions.Regex.Matches(_readme, @"\]\((?!http)([^)#]+)\)").Select(match => match.Groups[1].Value)
            .Where(path => !File.Exists(Path.Combine(SourceTree.Root, path))).Should().BeEmpty();

    private static IEnumerable<string[]> Blocks()
    {
        var parts = _readme.Split("```csharp\n");
        return parts.Skip(1).Select(part => part.Split("\n```")[0].Split('\n').Select(line => line.Trim()).ToArray());
    }
}
