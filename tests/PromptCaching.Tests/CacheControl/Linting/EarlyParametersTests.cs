using PromptCaching.CacheControl;

namespace PromptCaching.Tests.CacheControl.Linting;

/// <summary>A parameter in front of text that never changes costs that text; the first of each level is told.</summary>
public sealed class EarlyParametersTests
{
    [Fact]
    public void Text_behind_a_parameter_is_at_stake() =>
        Find(Text("Hello "), Parameter("name"), Text("you are kind")).Should().Equal(
            new EarlyParameter { Name = "name", Place = "system.0", Line = 7, TokensAtStake = 3 });

    [Fact]
    public void A_parameter_at_the_end_costs_nothing() => Find(Text("Hello "), Parameter("name")).Should().BeEmpty();

    [Fact]
    public void Only_the_first_of_a_level_is_told() =>
        Find(Parameter("a"), Text("some text"), Parameter("b"), Text("more text"), Parameter("c", "messages.0"), Text("last text"))
            .Select(found => $"{found.Name} {found.TokensAtStake}").Should().Equal("a 7", "c 3");

    [Fact]
    public void One_that_costs_nothing_is_still_the_first_of_its_level() => Find(Parameter("a", "messages.0")).Should().BeEmpty();

    [Theory]
    [InlineData("abcd", 1)]
    [InlineData("abcde", 2)]
    [InlineData("  abcd \n", 1)]
    [InlineData("a", 1)]
    [InlineData("--- ...", 0)]
    [InlineData("</user>", 0)]
    [InlineData("</user-name > abcd </a.b>", 1)]
    [InlineData("<user>", 2)]
    [InlineData("5", 1)]
    public void Only_words_count_and_closing_tags_do_not(string text, int tokens) =>
        Find(Parameter("a"), Text(text)).Select(found => found.TokensAtStake).DefaultIfEmpty(0).Single().Should().Be(tokens);

    [Fact]
    public void Other_parameters_are_no_text() => Find(Parameter("a"), Parameter("long_name_of_a_parameter"), Text("abcd")).Single().TokensAtStake.Should().Be(1);

    [Fact]
    public void It_reads_as_a_sentence() =>
        new EarlyParameter { Name = "name", Place = "system.0", Line = 7, TokensAtStake = 1234 }.ToString().Should().Be(
            "system.0, line 7: {name} in front of 1,234 tokens that never change. Write the text in front of {name}, in a paragraph of its own.");

    private static IReadOnlyList<EarlyParameter> Find(params PromptPiece[] pieces) => PrefixLint.FindEarlyParameters(pieces);

    private static PromptPiece Text(string text) => new("system.0", text, 7);

    private static PromptPiece Parameter(string name, string place = "system.0") => new(place, name, 7) { IsParameter = true };
}
