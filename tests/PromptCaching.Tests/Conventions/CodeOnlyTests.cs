namespace PromptCaching.Tests.Conventions;

public sealed class CodeOnlyTests
{
    [Theory]
    [InlineData("a // b\nc", "a \nc")]
    [InlineData("a /* b\nb */ c", "a \n c")]
    [InlineData("f(\"b // \\\" b\") + c", "f(\"\") + c")]
    [InlineData("f(@\"b \"\" \\\") + c", "f(\"\") + c")]
    [InlineData("f(\"\"\"b \"b\" { b\"\"\") + c", "f(\"\") + c")]
    [InlineData("f('\"', '\\'', '\\u0041') + c", "f('', '', '') + c")]
    [InlineData("f($\"b {c(\"b\")} {{b}} b\")", "f(\"\" c(\"\") )")]
    [InlineData("f($$\"\"\"{b} {{c}} b\"\"\")", "f(\"\" c )")]
    [InlineData("f($\"b {new { c }} b\")", "f(\"\" new { c } )")]
    [InlineData("#if b's\nc", "#if b's\nc")]
    public void Comments_and_the_text_of_literals_go_and_code_stays(string source, string code) => CodeOnly.Of(source).Should().Be(code);

    [Fact]
    public void The_rules_read_a_tree_that_is_not_empty() =>
        SourceTree.Under("src", "tests").Should().Contain(file => file.Path.EndsWith("ModelCatalog.cs", StringComparison.Ordinal))
            .And.Contain(file => file.Path.EndsWith("CodeOnlyTests.cs", StringComparison.Ordinal));
}
