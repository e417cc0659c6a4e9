using System.Text.RegularExpressions;

namespace Documentation.Tests;

public sealed partial class ThreatModelTests
{
    [Fact]
    public void Every_test_that_the_threat_model_names_exists()
    {
        var root = Root();
        var page = File.ReadAllText(Path.Combine(root, "docs/threat-model.md"));
        var named = Named().Matches(page).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).ToList();
        var sources = Directory.EnumerateFiles(Path.Combine(root, "tests"), "*Tests.cs", SearchOption.AllDirectories).ToLookup(Path.GetFileNameWithoutExtension);

        named.Should().HaveCountGreaterThan(20);
        named.Should().OnlyContain(test => sources[test.Class].Any(file => Regex.IsMatch(File.ReadAllText(file), $@" {test.Method}\(")));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "PromptCaching.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+Tests)\\.([A-Z]\\w+)`")]
    private static partial Regex Named();
}
