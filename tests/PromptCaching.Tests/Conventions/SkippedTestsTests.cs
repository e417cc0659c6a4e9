using System.Text.RegularExpressions;

namespace PromptCaching.Tests.Conventions;

/// <summary>A test that does not run says why.</summary>
public sealed partial class SkippedTestsTests
{
    [Fact]
    public void Every_skipped_test_has_a_reason() => Unexplained(SourceTree.Under("tests")).Should().BeEmpty();

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("null")]
    [InlineData("string.Empty")]
    public void A_skip_without_reason_is_found(string reason) =>
        Unexplained([new("tests/A.cs", $"[Theory(DisplayName = \"A\", Skip = {reason})]")]).Should().ContainSingle();

    [Fact]
    public void A_skip_with_a_reason_is_left_alone() =>
        Unexplained([new("tests/A.cs", "[Fact(Skip = \"Asks the live API.\")]")]).Should().BeEmpty();

    private static IEnumerable<string> Unexplained(IEnumerable<SourceFile> files) =>
        files.Where(file => SkipWithoutReason().IsMatch(file.Text)).Select(file => $"{file.Path}: Skip without a reason");

    [GeneratedRegex(@"\[(Fact|Theory|InlineData|MemberData)\b[^\]]*\bSkip\s*=\s*(""\s*""|null\b|(?i:string)\.Empty)")]
    private static partial Regex SkipWithoutReason();
}
