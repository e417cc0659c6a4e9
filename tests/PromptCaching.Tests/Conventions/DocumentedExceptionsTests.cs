using System.Text.RegularExpressions;

namespace PromptCaching.Tests.Conventions;

/// <summary>What a public method throws by itself stands in its documentation; that null is refused goes without saying.</summary>
public sealed partial class DocumentedExceptionsTests
{
    [Fact]
    public void Every_exception_of_a_public_method_is_documented() => Undocumented(SourceTree.Under("src")).Should().BeEmpty();

    [Theory]
    [InlineData("throw new InvalidOperationException();", "InvalidOperationException")]
    [InlineData("ArgumentException.ThrowIfNullOrEmpty(text);", "ArgumentException")]
    [InlineData("ArgumentException.ThrowIfNullOrWhiteSpace(text);", "ArgumentException")]
    [InlineData("ArgumentOutOfRangeException.ThrowIfNegative(number);", "ArgumentOutOfRangeException")]
    public void An_exception_without_documentation_is_found(string code, string exception)
    {
        Undocumented([MadeUp("", code)]).Should().Equal($"src/A.cs: Go throws {exception}");
        Undocumented([MadeUp($"    /// <exception cref=\"{exception}\">It is wrong.</exception>\n", code)]).Should().BeEmpty();
    }

    [Theory]
    [InlineData("ArgumentNullException.ThrowIfNull(text);")]
    [InlineData("")]
    public void What_goes_without_saying_is_not_found(string code) => Undocumented([MadeUp("", code)]).Should().BeEmpty();

    private static IEnumerable<string> Undocumented(IEnumerable<SourceFile> files) =>
        from file in files
        where PublicTypes().IsMatch(file.Text)
        from Match method in Methods().Matches(file.Text.ReplaceLineEndings("\n"))
        let text = method.Groups["documentation"].Value
        where !text.Contains("<inheritdoc", StringComparison.Ordinal)
        from exception in Thrown(method.Groups["body"].Value).Distinct()
        where !CrefOf(text, exception)
        select $"{file.Path}: {method.Groups["name"].Value} throws {exception}";

    private static IEnumerable<string> Thrown(string body) =>
    [
        .. Throws().Matches(body).Select(static thrown => thrown.Groups[1].Value),
        .. Guards().Matches(body).Select(static guard => guard.Groups[1].Value),
    ];

    private static bool CrefOf(string documentation, string exception) =>
        Regex.IsMatch(documentation, $"<exception cref=\"[\\w.]*\\b{exception}\"");

    private static SourceFile MadeUp(string documentation, string code) => new(
        "src/A.cs",
        $"public sealed class A\n{{\n    /// <summary>Goes.</summary>\n{documentation}    public static void Go(string text)\n    {{\n        {code}\n    }}\n}}\n");

    /// <summary>A documented public member of a type that stands at the margin: its body ends at the next brace or semicolon of its own depth.</summary>
    [GeneratedRegex(
        @"(?<documentation>(?:^    ///.*\n)+)(?:^    \[.*\n)*^    public (?:[\w<>\[\]?,.() ]+ )?(?<name>\w+)(?:<[\w, ]+>)?\((?<body>(?:.*\n)(?:^(?:    [ {)].*|)\n)*?)(?=^    \}|^    ///|^    [a-z]|^\})",
        RegexOptions.Multiline)]
    private static partial Regex Methods();

    [GeneratedRegex(@"^public [\w ]*\b(?:class|record|struct|interface) ", RegexOptions.Multiline)]
    private static partial Regex PublicTypes();

    [GeneratedRegex(@"\bthrow new (?:[\w]+\.)*(\w+Exception)\b")]
    private static partial Regex Throws();

    [GeneratedRegex(@"\b(Argument(?:OutOfRange)?Exception)\.ThrowIf")]
    private static partial Regex Guards();
}
