using PromptCaching.CacheControl.Verdicts;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>What is remembered of a request.</summary>
public sealed class RequestPrintTests
{
    private readonly Remembered _remembered = new();

    [Theory]
    [InlineData("""{"role":"user","content":"q"}""", 0)]
    [InlineData("""{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}""", 1)]
    [InlineData("""{"role":"assistant","content":"a"},{"role":"user","content":[{"type":"text","text":"q"},{"type":"text","text":"r"}]},{"role":"assistant","content":"b"}""", 2)]
    [InlineData("""{"role":"assistant","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},{"role":"assistant","content":"c"},{"role":"user","content":"q"}""", 2)]
    public void Every_answer_is_a_turn(string messages, int turn) => _remembered.Request(Remembered.Body(messages: messages)).Turn.Should().Be(turn);

    [Fact]
    public void Entries_stand_in_the_order_of_the_prompt_with_their_tokens_and_lifetimes()
    {
        var sent = Remembered.Sent(Remembered.Body(messages: Remembered.Said("q+", "a*", "r")));
        var steps = sent.Path.Steps;

        _remembered.Request(sent).Entries.Should().Equal(new SentEntry(2, 2, steps[2].Bytes, true), new SentEntry(3, 3, steps[3].Bytes, false));
        _remembered.Request(sent with { TokensPerByte = 0.25 }).Entries[0].Tokens.Should().Be(steps[2].Bytes * 0.25);
    }

    [Fact]
    public void Automatic_caching_of_an_empty_prompt_leaves_no_entry() =>
        _remembered.Request("""{"cache_control":{"type":"ephemeral"},"messages":[]}""").Should().BeEquivalentTo(
            new { TailStep = -1, TailHash = 0UL, TailMessages = 0UL, Opening = 0UL, HeadLength = 0, Turn = 0 });

    [Fact]
    public void A_tool_that_is_loaded_on_demand_is_no_part_of_the_head()
    {
        var request = _remembered.Request(Remembered.Body("""{"name":"a"},{"name":"z","defer_loading":true},{"type":"web_search_1","name":"s","defer_loading":true}"""));

        (request.Tools.Blocks.Length, request.HeadLength, request.Messages.Length, request.Traits).Should().Be((1, 2, 1, PromptTraits.None));
    }

    [Theory]
    [InlineData("""{"type":"image","source":{"type":"url","url":"u"}}""", PromptTraits.Images)]
    [InlineData("""{"type":"document","source":{"type":"text","data":"d"},"citations":{"enabled":true}}""", PromptTraits.Citations)]
    [InlineData("""{"type":"text","text":"web_search_1"}""", PromptTraits.None)]
    public void What_it_holds_is_noted(string block, object traits)
    {
        var message = $$"""{"role":"user","content":[{{block}},{"type":"text","text":"q"}]}""";

        _remembered.Request(Remembered.Body(messages: message)).Traits.Should().Be((PromptTraits)traits);
        _remembered.Request(Remembered.Body("""{"type":"web_fetch_1","name":"f"}""", messages: message)).Traits.Should().Be((PromptTraits)traits | PromptTraits.WebTools);
    }

    [Fact]
    public void A_message_of_another_role_is_another_one()
    {
        var (user, system) = (_remembered.Request(Remembered.Body()), _remembered.Request(Remembered.Body(messages: """{"role":"system","content":"q"}""")));

        system.Messages.Should().NotEqual(user.Messages);
    }

    [Fact]
    public void The_first_message_is_the_opening_whatever_the_head()
    {
        var (one, other) = (_remembered.Request(Remembered.Body(messages: Remembered.Said("q", "a"))), _remembered.Request(Remembered.Body("", "", Remembered.Said("q"))));

        other.Opening.Should().Be(one.Opening);
        one.Opening.Should().NotBe(one.TailMessages);
        other.Opening.Should().Be(other.TailMessages);
    }

    [Fact]
    public void Another_order_of_tools_or_of_system_blocks_is_another_print()
    {
        const string One = """{"type":"text","text":"one"}""";
        const string Two = """{"type":"text","text":"two"}""";
        var before = _remembered.Request(Remembered.Body("""{"name":"a"},{"name":"b"}""", $"{One},{Two}"));
        var after = _remembered.Request(Remembered.Body("""{"name":"b"},{"name":"a"}""", $"{Two},{One}"));

        after.Tools.Blocks.Should().Equal(before.Tools.Blocks.Reverse());
        after.System.Blocks.Should().Equal(before.System.Blocks.Reverse());
        after.Tools.Names.Should().Equal(before.Tools.Names!.Reverse());
    }

    [Fact]
    public void Tools_of_the_web_are_told_from_the_others()
    {
        const string Search = """{"type":"web_search_20250305","name":"s"}""";
        var (without, with) = (_remembered.Request(Remembered.Body()).Tools, _remembered.Request(Remembered.Body("""{"name":"a"},""" + Search)).Tools);

        with.OrdinaryTools.Should().Be(without.OrdinaryTools);
        (without.Size, with.Size).Should().Be((16, 32));
        _remembered.Request(Remembered.Body("""{"name":"b"},""" + Search)).Tools.OrdinaryTools.Should().NotBe(without.OrdinaryTools);
    }

    [Fact]
    public void A_toolset_of_a_server_is_known_by_the_server()
    {
        var names = _remembered.Request(Remembered.Body(
            """{"type":"mcp_toolset","mcp_server_name":"a"},{"type":"custom","input_schema":{"name":"b"},"name":"a"},{"name":7},{"type":"x"}""")).Tools.Names!;

        names[0].Should().Be(names[1]).And.NotBe(0);
        names[2].Should().Be(0);
        names[3].Should().Be(0);
    }

    [Fact]
    public void Betas_are_those_of_the_header()
    {
        ulong Of(string? betas)
        {
            using var request = ChainUnderTest.Post([]);
            if (betas is not null)
            {
                request.Headers.TryAddWithoutValidation("anthropic-beta", betas);
            }

            return RequestPrint.BetasOf(request);
        }

        Of(null).Should().Be(0);
        Of("a").Should().NotBe(0).And.Be(Of("a")).And.NotBe(Of("b"));
    }
}
