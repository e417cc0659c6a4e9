using System.Reflection;

namespace PromptCaching.Tests.Conventions;

/// <summary>Each public type and member is a line of an approved file, so that a change of the API is seen in review.</summary>
public sealed class PublicApiTests
{
    private const string Approve = "APPROVE_PUBLIC_API";

    [Theory]
    [InlineData("PromptCaching")]
    [InlineData("PromptCaching.Testing")]
    [InlineData("PromptCaching.Redis")]
    [InlineData("PromptCaching.AspNetCore")]
    [InlineData("PromptCaching.Extensions.AI")]
    [InlineData("PromptCaching.Guardrails")]
    public void The_public_api_is_the_approved_one(string package)
    {
        var file = Path.Combine(SourceTree.Root, "tests/PromptCaching.Tests/Conventions", $"PublicApi.{package}.txt");
        var actual = PublicApiText.Of(Assembly.Load(package).GetExportedTypes());
        if (Environment.GetEnvironmentVariable(Approve) == "1")
        {
            File.WriteAllLines(file, actual);
        }

        var difference = Difference(File.Exists(file) ? File.ReadAllLines(file) : [], actual);

        Assert.True(
            difference.Count == 0,
            $"The public API of {package} has changed (- approved, + now):\n{string.Join('\n', difference)}\n" +
            $"If that is meant, run the tests once with {Approve}=1 and commit {Path.GetFileName(file)}.");
    }

    [Fact]
    public void A_changed_member_shows_up_with_its_type() =>
        Difference(
            ["class A", "    int B()", "    int C()", "class D", "    int C()"],
            ["class A", "    int B()", "    long C()", "class D", "    int C()"])
            .Should().Equal("- class A: int C()", "+ class A: long C()");

    private static List<string> Difference(IReadOnlyList<string> approved, IReadOnlyList<string> actual)
    {
        var before = WithTypes(approved).ToList();
        var now = WithTypes(actual).ToList();
        return [.. before.Except(now).Select(line => $"- {line}"), .. now.Except(before).Select(line => $"+ {line}")];
    }

    private static IEnumerable<string> WithTypes(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            var isMember = line.StartsWith(' ');
            type = isMember ? type : line;
            yield return isMember ? $"{type}: {line.Trim()}" : line;
        }
    }
}
