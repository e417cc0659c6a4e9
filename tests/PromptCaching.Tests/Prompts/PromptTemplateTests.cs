using PromptCaching.Messages;
using PromptCaching.Prompts;
using PromptCaching.Tests.Recordings;
using static PromptCaching.Tests.Prompts.Some;

namespace PromptCaching.Tests.Prompts;

public sealed class PromptTemplateTests
{
    private const string Screening = """
        ---
        # Who may be invited.
        name: screening
        version: "2.1"
        model: claude-haiku-5-5
        parameters:
          company: text, default Example, Inc.
          resume: text, maximum 20000, compress
          tone: one of friendly | formal, default formal
        ---
        # system
        You screen applicants.

        You work for {company}.

        # examples
        ## question
        Rate {{x}}: no skills.
        ## answer
        1 of 5
        # user
        Rate this applicant.

        <resume>
        {resume}
        </resume>

        Be {tone}.
        """;

    [Fact]
    public void A_template_says_what_it_is_and_what_it_takes()
    {
        var template = PromptTemplate.Parse(Screening);

        (template.Name, template.Version, template.Model, template.Tag).Should().Be(("screening", "2.1", "claude-haiku-5-5", "prompt:screening@2.1"));
        template.Parameters.Should().BeEquivalentTo(
        [
            new PromptParameter { Name = "company", Default = "Example, Inc." },
            new PromptParameter { Name = "resume", MaxLength = 20000, IsCompressible = true },
            new PromptParameter { Name = "tone", Type = PromptParameterType.OneOf, Choices = ["friendly", "formal"], Default = "formal" },
        ]);
    }

    [Fact]
    public void A_filled_template_is_a_request_with_what_is_shared_in_blocks_of_its_own() =>
        RoundTrip.Write(PromptTemplate.Parse(Screening).Fill(Values(("resume", "Knows C#."))).Request).Should().Be(
            """
            {"model":"claude-haiku-5-5","system":[{"type":"text","text":"You screen applicants."},{"type":"text","text":"You work for Example, Inc.."}],
            "messages":[{"role":"user","content":"Rate {x}: no skills."},{"role":"assistant","content":"1 of 5"},
            {"role":"user","content":[{"type":"text","text":"Rate this applicant.\n\n<resume>"},
            {"type":"text","text":"Knows C#.\n</resume>\n\nBe formal."}]}]}
            """.ReplaceLineEndings(""));

    [Fact]
    public void A_filled_template_tells_the_ledger_its_name_and_the_planner_where_the_shared_text_ends()
    {
        var call = PromptTemplate.Parse(Screening).Fill(Values(("resume", "Knows C#."))).Call;

        call.Tags.Should().Equal("prompt:screening", "prompt:screening@2.1");
        call.StaticPrefix.Should().Be(new StaticPrefixEnd { SystemBlock = 0 });
    }

    [Theory]
    [InlineData("# system\nStatic.\n# user\nAlso.\n\n{a}", 0, 0, 0)]
    [InlineData("# system\nStatic.\n# examples\n## question\nQ\n## answer\nA\n# user\n{a}", 0, 1, 0)]
    [InlineData("# system\nStatic.\n# examples\n## question\nQ\n## answer\nA\n# user\nAlso.\n\n{a}", 0, 2, 0)]
    [InlineData("# system\nStatic.\n\n{a}\n# user\nAlso.", 0, null, null)]
    [InlineData("Static.\n\n{a}", null, 0, 0)]
    public void The_shared_text_ends_with_the_last_block_in_front_of_the_first_place(string body, int? system, int? message, int? block) =>
        Template(body, "  a: text").Fill(Values(("a", "x"))).Call.StaticPrefix
            .Should().Be(new StaticPrefixEnd { SystemBlock = system, Message = message, MessageBlock = block });

    [Fact]
    public void A_template_that_begins_with_a_place_shares_nothing() =>
        Template("{a} and more.", "  a: text").Fill(Values(("a", "x"))).Call.StaticPrefix.Should().BeNull();

    [Fact]
    public void The_rest_of_a_conversation_follows_the_prompt_as_it_was()
    {
        var begun = Template("# system\nBe brief.\n# user\nGreet {a}.", "  a: text").Fill(Values(("a", "Ada")));
        var on = begun.WithTurns(InputMessage.Assistant("Hi."), InputMessage.User("Again."));

        on.Request.Messages.Should().HaveCount(3).And.StartWith(begun.Request.Messages);
        on.Call.Should().Be(begun.Call);
    }

    [Fact]
    public void A_system_prompt_alone_waits_for_the_conversation() =>
        Template("# system\nBe brief.").Fill(Values()).WithTurns(InputMessage.User("Why?")).Request.Messages.Should().ContainSingle();

    [Theory]
    [InlineData("""Answer as {"name": "x", "list": [{}]}.""")]
    [InlineData("if (x) { y(); } else {\n}")]
    [InlineData("{ name }, {1}, {a-b}, {, }, {}")]
    public void Other_braces_stand_for_themselves(string text) => Template(text).Fill(Values()).Turn().Should().Equal(text);

    [Theory]
    [InlineData("{{name}}", "{name}")]
    [InlineData("{{{name}}}", "{{name}}")]
    public void A_doubled_brace_takes_the_meaning_from_a_name(string text, string filled) => Template(text).Fill(Values()).Turn().Should().Equal(filled);

    [Fact]
    public void A_value_is_never_looked_into() =>
        Template("{a}{b}", "  a: text\n  b: text").Fill(Values(("a", "{b} $0 {{b}}"), ("b", "{a}"))).Turn().Should().Equal("{b} $0 {{b}}{a}");

    [Fact]
    public void Equal_values_are_equal_bytes_and_so_is_the_shared_text_for_all_values()
    {
        var template = PromptTemplate.Parse(Screening);
        byte[] Bytes(string resume) => template.Fill(Values(("resume", resume))).Request.ToUtf8Bytes();

        Bytes("Ada").Should().Equal(Bytes("Ada"));
        var (ada, bob) = (Bytes("Ada"), Bytes("Bob"));
        ada.AsSpan(0, ada.AsSpan().IndexOf("Ada"u8)).SequenceEqual(bob.AsSpan(0, bob.AsSpan().IndexOf("Bob"u8))).Should().BeTrue();
    }

    [Fact]
    public void How_the_lines_of_a_file_end_is_no_part_of_the_prompt() =>
        RoundTrip.Write(PromptTemplate.Parse("\uFEFF" + Screening.ReplaceLineEndings("\r\n")).Fill(Values(("resume", "x"))).Request)
            .Should().Be(RoundTrip.Write(PromptTemplate.Parse(Screening.ReplaceLineEndings("\n")).Fill(Values(("resume", "x"))).Request));

    [Fact]
    public void A_heading_in_a_code_fence_is_code_and_one_behind_a_backslash_is_text() =>
        Template("# user\n```\n# system\n```\n\\# system").Fill(Values()).Turn().Should().Equal("```\n# system\n```\n# system");
}
