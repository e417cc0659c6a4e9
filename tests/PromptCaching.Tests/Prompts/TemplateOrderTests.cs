using PromptCaching.CacheControl;
using PromptCaching.Tests.Support;
using static PromptCaching.Tests.Prompts.Some;

namespace PromptCaching.Tests.Prompts;

/// <summary>What all requests share stands in front, unless it would say something else there.</summary>
public sealed class TemplateOrderTests
{
    [Fact]
    public void Paragraphs_without_a_place_stand_in_front_in_their_order() =>
        Blocks("One.\n\nFor {a}.\n\nTwo.\n\n\nThree.\n\nAnd {a}.").Should().Equal("One.\n\nTwo.\n\nThree.", "For x.\n\nAnd x.");

    [Fact]
    public void The_lines_in_front_of_the_first_place_are_shared_too() =>
        Blocks("Rules.\nMore rules.\nFor {a}, who asks.").Should().Equal("Rules.\nMore rules.", "For x, who asks.");

    [Theory]
    [InlineData("## Applicant")]
    [InlineData("This is the applicant:")]
    public void What_leads_on_stays_with_what_it_leads_to(string label) =>
        Blocks($"{{a}}\n\n{label}\n\nName {{a}}\n\nRules.").Should().Equal("Rules.", $"x\n\n{label}\n\nName x");

    [Fact]
    public void What_looks_back_stays_behind_what_it_looks_back_at() =>
        Blocks("<r>{a}</r>\n\nRules.\n\nJudge the resume above.").Should().Equal("Rules.", "<r>x</r>\n\nJudge the resume above.");

    [Fact]
    public void Nothing_moves_in_a_template_that_is_to_be_sent_as_it_is_written() =>
        Blocks("One.\n\nFor {a}.\n\nTwo.", "order: as-written").Should().Equal("One.", "For x.\n\nTwo.");

    [Fact]
    public void Nothing_leaves_its_section()
    {
        var filled = Template("# system\nFor {a}.\n\nRules.\n# user\nQuestion.", "  a: text").Fill(Values(("a", "x")));

        filled.SystemPrompt().Should().Equal("Rules.", "For x.");
        filled.Turn().Should().Equal("Question.");
    }

    [Fact]
    public void Text_behind_a_parameter_in_one_paragraph_is_reported_with_place_line_and_tokens()
    {
        var template = Template("One.\n\nFor {a}: " + Texts.Words(100), "  a: text");

        var found = PrefixLint.FindEarlyParameters(template.Pieces).Should().ContainSingle().Subject;

        found.Should().BeEquivalentTo(new { Name = "a", Place = "messages.0.content.1.text", Line = 10 });
        found.TokensAtStake.Should().BeInRange(120, 130);
        found.ToString().Should().StartWith("messages.0.content.1.text, line 10: {a} in front of 12");
    }

    [Theory]
    [InlineData("For {a}.\n\nTwo.", "order: as-written")]
    [InlineData("<r>{a}</r>\n\nJudge the resume above.", "")]
    [InlineData("# system\nFor {a}.\n# user\nQuestion.", "")]
    [InlineData("# system\nFor {a}.\n# examples\n## question\nQ\n## answer\nA", "")]
    public void Shared_text_that_stays_behind_a_parameter_is_reported(string body, string head) =>
        PrefixLint.FindEarlyParameters(Template(body, "  a: text", head).Pieces).Should().ContainSingle().Which.Name.Should().Be("a");

    [Theory]
    [InlineData("For {a}.\n\nTwo.")]
    [InlineData("<r>\n{a}\n</r>")]
    [InlineData("# system\nRules.\n# user\n{a}!")]
    public void A_template_that_shares_all_it_can_has_no_finding(string body) =>
        PrefixLint.FindEarlyParameters(Template(body, "  a: text").Pieces).Should().BeEmpty();

    [Fact]
    public void Each_level_is_reported_once_with_all_that_stands_behind() =>
        PrefixLint.FindEarlyParameters(Template("# system\nFor {a} and {a}, rules.\n# user\nIs {a} right?", "  a: text").Pieces)
            .Select(found => (found.Place, found.TokensAtStake)).Should().Equal(("system.0.text", 5), ("messages.0.content.0.text", 2));

    private static IEnumerable<string> Blocks(string body, string head = "") => Template(body, "  a: text", head).Fill(Values(("a", "x"))).Turn();
}
