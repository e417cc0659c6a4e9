namespace Documentation.Tests.Pages;

/// <summary>What a page shows is what was executed.</summary>
public sealed class BlockTests
{
    /// <summary>Pages whose commands take minutes or do harm; what executes them stands beside what they speak of.</summary>
    private static readonly string[] _executedElsewhere = ["performance", "threat-model"];

    public static TheoryData<string> Pages => new(Page.Names.Except(_executedElsewhere));

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
}
