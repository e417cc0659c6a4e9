using PromptCaching.Guardrails.Sanitising;
using PromptCaching.Guardrails.Validation;
using PromptCaching.Messages;

namespace PromptCaching.Guardrails.Tests.Validation;

public sealed class ResponseValidatorTests
{
    private readonly ValidationOptions _options = new() { MinLength = 0 };

    [Theory]
    [InlineData(0, "too_short")]
    [InlineData(99, "too_short")]
    [InlineData(100, null)]
    [InlineData(50_000, null)]
    [InlineData(50_001, "too_long")]
    public void An_answer_has_100_to_50_000_characters(int length, string? code) =>
        new ResponseValidator(new ValidationOptions()).Validate(new string('x', length)).Issues.Select(issue => issue.Code)
            .Should().Equal(code is null ? [] : [code]);

    [Theory]
    [InlineData("<script>x</script>", ValidationSeverity.Error)]
    [InlineData("<p onclick=x>", ValidationSeverity.Error)]
    [InlineData("<a href=\"jav&#x0A;ascript:x\">x</a>", ValidationSeverity.Error)]
    [InlineData("<img src=data:image/png,x>", ValidationSeverity.Error)]
    [InlineData("<form>", ValidationSeverity.Warning)]
    public void Harmful_markup_is_told_by_what_it_could_do(string text, ValidationSeverity severity) =>
        Codes(text).Should().Equal((ValidationCodes.HarmfulMarkup, severity));

    [Theory]
    [InlineData("Well, I cannot verify this.")]
    [InlineData("I don\u2019t have\naccess to it")]
    [InlineData("**I'm not** sure.")]
    public void Phrases_that_hint_at_made_up_facts_are_found(string text) => Codes(text).Should().Equal((ValidationCodes.Uncertainty, ValidationSeverity.Warning));

    [Theory]
    [InlineData("Wii cannot verify")]
    [InlineData("I cannot verifying")]
    [InlineData("You have access.")]
    public void Parts_of_words_are_no_phrases(string text) => Codes(text).Should().BeEmpty();

    [Fact]
    public void Phrases_are_an_option()
    {
        _options.UncertaintyPhrases = ["Perhaps"];

        Codes("perhaps I cannot verify it").Should().ContainSingle();
    }

    [Fact]
    public void Sections_and_lists_are_expected_by_option()
    {
        (_options.RequiredSections, _options.MinListItems) = (["Summary", "Risks"], 2);

        Codes("# Summary\n\n- one\n").Should().Equal(
            (ValidationCodes.MissingSection, ValidationSeverity.Error), (ValidationCodes.MissingList, ValidationSeverity.Error));
        Codes("**Summary:**\n\n## risks\n1. one\n2) two").Should().BeEmpty();
        Codes("# Summary\n# Risks\n```\n- one\n- two\n```\n").Should().ContainSingle("code has no lists");
    }

    [Fact]
    public void Own_rules_are_asked()
    {
        _options.Rules = [new NoApples()];

        Codes("apples").Should().Equal(("no_apples", ValidationSeverity.Information));
        Codes("pears").Should().BeEmpty();
    }

    [Fact]
    public void A_result_is_as_bad_as_its_worst_issue()
    {
        var result = new ResponseValidator(_options).Validate("I cannot verify it.<script></script>");

        result.Severity.Should().Be(ValidationSeverity.Error);
        result.IsValid.Should().BeFalse();
        result.Sanitised.Text.Should().Be("I cannot verify it.");
        new ResponseValidator(_options).Validate("fine").Severity.Should().BeNull();
    }

    [Theory]
    [InlineData("end_turn", true)]
    [InlineData("stop_sequence", true)]
    [InlineData("tool_use", false)]
    [InlineData("max_tokens", false)]
    public void A_message_is_judged_for_its_form_where_it_came_to_an_end_of_its_own(string stopReason, bool isJudged)
    {
        _options.MinLength = 10;
        var message = Message.Parse(System.Text.Encoding.UTF8.GetBytes(
            $$"""{"type":"message","content":[{"type":"text","text":"Hi"},{"type":"thinking","thinking":"<script>","signature":""}],"stop_reason":"{{stopReason}}"}"""));

        new ResponseValidator(_options).Validate(message).Issues.Should().HaveCount(isJudged ? 1 : 0);
    }

    [Fact]
    public void Options_are_read_at_every_answer()
    {
        var validator = new ResponseValidator(_options);
        validator.Validate("`<script>`").IsValid.Should().BeFalse();

        _options.Sanitising.Format = AnswerFormat.Markdown;

        validator.Validate("`<script>`").IsValid.Should().BeTrue();
    }

    private IEnumerable<(string, ValidationSeverity)> Codes(string text) =>
        new ResponseValidator(_options).Validate(text).Issues.Select(issue => (issue.Code, issue.Severity));

    private sealed class NoApples : IValidationRule
    {
        public IEnumerable<ValidationIssue> Check(string text) =>
            text.Contains("apple", StringComparison.Ordinal) ? [new("no_apples", ValidationSeverity.Information, "It has apples.")] : [];
    }
}
