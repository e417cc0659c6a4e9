using PromptCaching.Prompts;

namespace PromptCaching.Tests.Prompts;

/// <summary>Who wrote a template that is none learns where, why and what to do.</summary>
public sealed class TemplateErrorsTests
{
    [Theory]
    [InlineData("Greet.", 1, "Begin with the lines ---")]
    [InlineData("---\nname: a", 1, "End it with a line ---")]
    [InlineData("---\nname: a\n---\nx", 3, "The version is missing")]
    [InlineData("---\nname: a b\nversion: 1\n---\nx", 2, "\"a b\" cannot be the name")]
    [InlineData("---\nname: a\nversion: 1\nnmae: b\n---\nx", 4, "The field nmae is not known")]
    [InlineData("---\nname: a\nversion: 1\nname: b\n---\nx", 4, "second time")]
    [InlineData("---\nname: a\nversion: 1\nmodel: \"\"\n---\nx", 4, "The model has no name")]
    [InlineData("---\nname: a\nversion: 1\nstray\n---\nx", 4, "has no value")]
    [InlineData("---\nname: a\nversion: 1\norder: random\n---\nx", 4, "Known are static-first and as-written")]
    [InlineData("---\nname: a\nversion: 1\n  p: text\n---\n{p}", 4, "belongs to nothing")]
    [InlineData("---\nname: a\nversion: 1\nparameters:\n  p: string\n---\n{p}", 5, "The type \"string\" of p is not known. Known are text")]
    [InlineData("---\nname: a\nversion: 1\nparameters:\n  p: one of\n---\n{p}", 5, "at least one choice")]
    [InlineData("---\nname: a\nversion: 1\nparameters:\n  p: text, maximum 0\n---\n{p}", 5, "\"maximum 0\" says nothing about p")]
    [InlineData("---\nname: a\nversion: 1\nparameters:\n  p: integer, compress\n---\n{p}", 5, "compress (text only)")]
    [InlineData("---\nname: a\nversion: 1\nparameters:\n  p: integer, default x\n---\n{p}", 5, "The default \"x\" cannot be")]
    [InlineData("---\nname: a\nversion: 1\nparameters:\n  p: text\n  p: text\n---\n{p}", 6, "second time")]
    [InlineData("---\nname: a\nversion: 1\nparameters:\n  1: text\n---\n{p}", 5, "cannot be the name of a parameter")]
    [InlineData("---\nname: a\nversion: 1\nparameters:\n  p: text\n---\nx", 5, "has no place")]
    [InlineData("---\nname: a\nversion: 1\n---\nx\n\ny {p}", 7, "Add p: text below parameters:, or write {{p}}")]
    [InlineData("---\nname: a\nversion: 1\n---\n", 4, "nothing")]
    [InlineData("---\nname: a\nversion: 1\n---\nx\n# user\ny", 5, "in front of the first heading")]
    [InlineData("---\nname: a\nversion: 1\n---\n# user\nx\n# user\ny", 7, "second time")]
    [InlineData("---\nname: a\nversion: 1\n---\n# user\n# system\ny", 5, "nothing below # user")]
    [InlineData("---\nname: a\nversion: 1\n---\n# examples\nx\n# user\ny", 6, "neither question nor answer")]
    [InlineData("---\nname: a\nversion: 1\n---\n# examples\n## question\nx\n# user\ny", 6, "pairs of a question and an answer")]
    [InlineData("---\nname: a\nversion: 1\n---\n# examples\n## question\n{x}\n## answer\ny\n# user\ny", 7, "all requests share the examples")]
    public void A_mistake_is_told_with_file_line_and_remedy(string text, int line, string told) =>
        ((Action)(() => PromptTemplate.Parse(text, "prompts/a.prompt.md"))).Should().Throw<FormatException>()
            .Which.Message.Should().StartWith($"prompts/a.prompt.md({line}): ").And.Contain(told);
}
