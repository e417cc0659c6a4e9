using PromptCaching.Prompts;

namespace PromptCaching.Tests.Prompts;

public sealed class PromptTemplateTests
{
    [Fact]
    public void Names_are_replaced_by_their_values_wherever_they_stand() =>
        Fill("{greeting}, {name}! Bye, {name}.", ("name", "Ada"), ("greeting", "Hi")).Should().Be("Hi, Ada! Bye, Ada.");

    [Theory]
    [InlineData("""Answer as {"name": "x", "list": [{}]}.""")]
    [InlineData("if (x) { y(); } else {\n}")]
    [InlineData("{ name }, {1}, {a-b}, {, }, {}")]
    [InlineData("")]
    public void Other_braces_stand_for_themselves(string text) => Fill(text).Should().Be(text);

    [Theory]
    [InlineData("{{name}}", "{name}")]
    [InlineData("{{{name}}}", "{{name}}")]
    public void A_doubled_brace_takes_the_meaning_from_a_name(string text, string filled) => Fill(text).Should().Be(filled);

    [Fact]
    public void A_value_is_never_looked_into() =>
        Fill("{a}{b}", ("a", "{b} $0 {{b}}"), ("b", "{a}")).Should().Be("{b} $0 {{b}}{a}");

    [Fact]
    public void Missing_values_are_named_all_at_once()
    {
        var fill = () => Fill("{b} {a} {c}", ("c", "x"));

        fill.Should().Throw<ArgumentException>().WithMessage("No value is given for {a}, {b}.*").WithParameterName("values");
    }

    [Fact]
    public void A_value_without_a_place_is_an_error()
    {
        var fill = () => Fill("{a}", ("a", "x"), ("A", "y"));

        fill.Should().Throw<ArgumentException>().WithMessage("The template has no place for {A}.*");
    }

    [Fact]
    public void The_names_are_told_in_order() => new PromptTemplate("{b}{a}{b}{{c}}").Names.Should().Equal("a", "b");

    private static string Fill(string template, params (string Name, string Value)[] values) =>
        new PromptTemplate(template).Fill(values.ToDictionary(pair => pair.Name, pair => pair.Value));
}
