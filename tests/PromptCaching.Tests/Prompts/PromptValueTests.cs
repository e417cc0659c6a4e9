using System.Globalization;
using PromptCaching.Tests.Recordings;
using static PromptCaching.Tests.Prompts.Some;

namespace PromptCaching.Tests.Prompts;

public sealed class PromptValueTests
{
    public static TheoryData<string, object, string> Written => new()
    {
        { "text", "a\r\nb", "a\r\nb" },
        { "integer", 1234567, "1234567" },
        { "integer", -5L, "-5" },
        { "number", 1.50m, "1.5" },
        { "number", 0.00000001m, "0.00000001" },
        { "number", 1234.5, "1234.5" },
        { "boolean", true, "true" },
        { "date", new DateOnly(2026, 1, 31), "2026-01-31" },
        { "one of a | b c", "b c", "b c" },
        { "list", new[] { "x", "y" }, "x, y" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_value_is_written_the_same_in_every_culture(string type, object value, string written)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Foreign();
            Template("Now {a}.", $"  a: {type}").Fill(Values(("a", value))).Turn().Should().Equal($"Now {written}.");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_goes_out_as_the_sign_for_what_nobody_can_read() =>
        RoundTrip.Write(Template("Now {a}.", "  a: text").Fill(Values(("a", "x" + '\ud83d'))).Request).Should().Contain("Now x\\uFFFD.");

    [Fact]
    public void A_list_on_a_line_of_its_own_has_a_line_for_each_item() =>
        Template("Skills:\n{a}", "  a: list").Fill(Values(("a", new[] { "x", "y" }))).Turn().Should().Equal("Skills:", "- x\n- y");

    [Theory]
    [InlineData("integer, default 7", "7")]
    [InlineData("number, default 1.50", "1.5")]
    [InlineData("boolean, default false", "false")]
    [InlineData("date, default 2026-01-31", "2026-01-31")]
    [InlineData("list, default x | y", "x, y")]
    [InlineData("text, maximum 9, default a, b", "a, b")]
    public void A_default_stands_for_what_is_not_given(string type, string written) =>
        Template("Now {a}.", $"  a: {type}").Fill(Values()).Turn().Should().Equal($"Now {written}.");

    [Theory]
    [InlineData("integer", "5", "letter@3: {a} takes a whole number (int, long), not a text it does not know.")]
    [InlineData("text", 5, "letter@3: {a} takes a text (string), not Int32.")]
    [InlineData("number", double.NaN, "letter@3: {a} takes a finite number")]
    [InlineData("one of a | b", "c", "letter@3: {a} takes one of a | b, not")]
    [InlineData("text, maximum 3", "four", "letter@3: {a} takes at most 3 characters; these are 4.")]
    public void A_value_of_another_kind_is_refused_with_the_name_of_the_template(string type, object value, string message) =>
        ((Action)(() => Template("Now {a}.", $"  a: {type}").Fill(Values(("a", value))))).Should().Throw<ArgumentException>()
            .WithParameterName("values").Which.Message.Should().StartWith(message);

    [Fact]
    public void Missing_values_are_named_all_at_once_and_so_are_those_without_a_place() =>
        ((Action)(() => Template("{b} {a} {c}", "  a: text\n  b: text\n  c: text").Fill(Values(("c", "x"), ("A", "y")))))
            .Should().Throw<ArgumentException>().WithMessage("letter@3: No value is given for {a}, {b}. The template has no place for {A}.*");

    [Fact]
    public void A_turn_that_would_be_empty_is_refused_as_the_API_would() =>
        ((Action)(() => Template("{a}", "  a: text").Fill(Values(("a", " "))))).Should().Throw<ArgumentException>().WithMessage("*would be empty*");

    /// <summary>Made by hand, as machines may have no culture but the invariant one.</summary>
    private static CultureInfo Foreign()
    {
        var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (foreign.NumberFormat.NumberDecimalSeparator, foreign.NumberFormat.NegativeSign, foreign.DateTimeFormat.DateSeparator) = (",", "~", ".");
        return foreign;
    }
}
