namespace Documentation.Tests.Pages;

/// <summary>What a page shows is what was executed.</summary>
public sealed class BlockTests
{
    public static TheoryData<string> Pages => new(Page.Names);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_of_a_page_is_executed(string name)
    {
        var page = Page.Of(name);
        var examples = ExampleFile.Of(page);

        page.Blocks.Where(block => !examples.Executes(block)).Select(block => $"docs/{name}.md({block.Line}): {block.Kind} {block.Number}").Should().BeEmpty();
    }

    [Theory]
    [InlineData("csharp", "var answer = await claude.CreateMessageAsync(nothing);")]
    [InlineData("sh", "false")]
    [InlineData("yaml", "a: b")]
    public void A_block_that_nobody_executes_is_found(string kind, string text) =>
        ExampleFile.Of(Page.Of("getting-started")).Executes(new PageBlock(kind, 99, 1, text)).Should().BeFalse();

    [Fact]
    public void A_page_is_not_longer_than_one_sitting() =>
        Page.Names.Where(static name => name != "options" && Repository.Read($"docs/{name}.md").Split('\n').Length > 170).Should().BeEmpty();
}
