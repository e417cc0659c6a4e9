using System.Text.RegularExpressions;

namespace PromptCaching.Tests.Conventions;

/// <summary>What stands around the code: the workflow, the pages for contributors, the change log, the readmes of the packages.</summary>
public sealed partial class RepositoryFilesTests
{
    private static readonly string[] Expected =
    [
        ".github/workflows/ci.yml", ".github/ISSUE_TEMPLATE/bug.yml", ".github/ISSUE_TEMPLATE/feature.yml", ".github/ISSUE_TEMPLATE/cache-miss.yml",
        ".github/pull_request_template.md", ".github/CONTRIBUTING.md", ".github/CODE_OF_CONDUCT.md", ".github/SECURITY.md",
        "CHANGELOG.md", "LICENSE", "src/Packages/icon.svg", "src/Packages/icon.png",
    ];

    [Fact]
    public void Every_file_that_a_visitor_looks_for_is_there() =>
        Expected.Where(path => !File.Exists(Path.Combine(SourceTree.Root, path))).Should().BeEmpty();

    [Fact]
    public void The_workflow_does_nothing_but_the_scripts() =>
        Commands().Matches(Read(".github/workflows/ci.yml")).Select(match => match.Groups[1].Value).Should().Equal(".ci/run", ".ci/full");

    [Fact]
    public void Actions_of_others_are_pinned_by_their_commit()
    {
        var actions = Actions().Matches(Read(".github/workflows/ci.yml")).Select(match => match.Groups[1].Value).ToList();

        actions.Should().NotBeEmpty();
        actions.Should().OnlyContain(version => Commit().IsMatch(version));
    }

    [Fact]
    public void A_review_asks_ten_questions() =>
        Questions().Matches(Read(".github/CONTRIBUTING.md")).Select(match => match.Groups[1].Value).Should().Equal(Enumerable.Range(1, 10).Select(number => $"{number}"));

    [Fact]
    public void The_change_log_has_the_version_that_is_built()
    {
        var version = Version().Match(Read("Directory.Build.props")).Groups[1].Value;

        Read("CHANGELOG.md").Should().Contain($"\n## {version} ").And.Contain("\n## Unreleased\n");
    }

    [Fact]
    public void Every_package_has_a_readme_whose_examples_are_run_from_the_package()
    {
        var programs = WithoutIndent(string.Concat(SourceTree.Under("tests/PackageConsumers").Select(file => file.Text)));

        foreach (var package in Directory.GetFiles(Path.Combine(SourceTree.Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            var readme = $"src/Packages/{Path.GetFileNameWithoutExtension(package)}.md";
            var examples = Examples().Matches(Read(readme)).Select(match => match.Groups[1].Value).ToList();

            examples.Should().NotBeEmpty(readme);
            examples.Should().OnlyContain(example => programs.Contains(WithoutIndent(example), StringComparison.Ordinal), readme);
        }
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path)).ReplaceLineEndings("\n");

    private static string WithoutIndent(string code) => Indent().Replace(code.ReplaceLineEndings("\n"), "").Trim();

    [GeneratedRegex(@"^\s*-? ?run: *(.*)$", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"uses: *\S+@(\S+)")]
    private static partial Regex Actions();

    [GeneratedRegex(@"^[0-9a-f]{40}$")]
    private static partial Regex Commit();

    [GeneratedRegex(@"^(\d+)\. .*\?$", RegexOptions.Multiline)]
    private static partial Regex Questions();

    [GeneratedRegex(@"<Version>(.*)</Version>")]
    private static partial Regex Version();

    [GeneratedRegex(@"```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex(@"^[ \t]+", RegexOptions.Multiline)]
    private static partial Regex Indent();
}
