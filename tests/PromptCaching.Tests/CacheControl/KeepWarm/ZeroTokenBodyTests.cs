using PromptCaching.Bodies;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>Of a request remains what its prefix is made of, in its own bytes, and a marker at the end.</summary>
public sealed class ZeroTokenBodyTests
{
    private const string Marker = ""","cache_control":{"type":"ephemeral"}}""";
    private const string Placeholder = """ "messages":[{"role":"user","content":"."}]""";

    [Fact]
    public void The_tools_remain_of_tools() => Of(0, """
        {"model":"m","tools":[{"name":"a","input_schema":{"type":"object","n":1.0}}],"system":"S","messages":[{"role":"user","content":"q"}]}
        """).Should().Be(
            """{"max_tokens":0,"model":"m","tools":[{"name":"a","input_schema":{"type":"object","n":1.0}""" + Marker + "]," + Placeholder.Trim() + "}");

    [Fact]
    public void A_system_prompt_may_be_a_string() => Of(0, """{"system":"S\u0041","model":"m","messages":[{"role":"user","content":"q"}]}""").Should().Be(
        """{"max_tokens":0,"system":[{"type":"text","text":"S\u0041" """.TrimEnd() + Marker + """],"model":"m",""" + Placeholder.Trim() + "}");

    [Fact]
    public void Of_a_system_prompt_remains_what_all_share() => Of(0, """
        {"model":"m","system":[{"type":"text","text":"rules"},{"type":"text","text":"today"}],"messages":[{"role":"user","content":"q"}]}
        """).Should().Be("""{"max_tokens":0,"model":"m","system":[{"type":"text","text":"rules" """.TrimEnd() + Marker + "]," + Placeholder.Trim() + "}");

    [Fact]
    public void A_leading_document_remains_of_a_conversation() => Of(0, """
        {"messages":[{"content":[{"type":"text","text":"document"},{"type":"text","text":"q"}],"role":"user"},{"role":"assistant","content":"a"}],"model":"m"}
        """).Should().Be("""{"max_tokens":0,"messages":[{"role":"user","content":[{"type":"text","text":"document" """.TrimEnd() + Marker + """]}],"model":"m"}""");

    [Fact]
    public void A_conversation_remains_whole() => Of(2, """
        {"model":"m","messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"r"}]}
        """).Should().Be(
            """{"max_tokens":0,"model":"m","messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"""
            + """[{"type":"text","text":"r" """.TrimEnd() + Marker + "]}]}");

    [Fact]
    public void What_makes_no_other_prefix_is_left_out() => Of(0, """
        {"model":"m","max_tokens":99,"stream":true,"temperature":1,"stop_sequences":["x"],"metadata":{"user_id":"u"},"cache_control":{"type":"ephemeral"},
         "speed":"fast","thinking":{"type":"adaptive"},"output_config":{"effort":"low"},"system":"S","messages":[{"role":"user","content":"q"}]}
        """).Should().StartWith("""{"max_tokens":0,"model":"m","speed":"fast","thinking":{"type":"adaptive"},"output_config":{"effort":"low"},"system":""");

    [Fact]
    public void Its_callers_marker_stays_and_gets_no_neighbour() =>
        Of(0, """{"system":[{"type":"text","text":"S","cache_control":{"type":"ephemeral","ttl":"1h"}}],"model":"m","messages":[{"role":"user","content":"q"}]}""")
            .Should().Contain("""[{"type":"text","text":"S","cache_control":{"type":"ephemeral","ttl":"1h"}}]""");

    [Theory]
    [InlineData(""" "thinking":{"type":"enabled","budget_tokens":1024} """)]
    [InlineData(""" "output_config":{"format":{"type":"json_schema","schema":{}}} """)]
    [InlineData(""" "output_format":{"type":"json_schema"} """)]
    [InlineData(""" "mcp_servers":[] """)]
    [InlineData(""" "container":"c" """)]
    public void There_is_none_with_what_the_API_refuses(string member) => Of(0, With(member)).Should().BeNull();

    [Theory]
    [InlineData("any")]
    [InlineData("tool")]
    public void A_forced_tool_forbids_messages_and_does_not_count_before_them(string type)
    {
        var body = With($$""" "tool_choice":{"type":"{{type}}","name":"t"} """);

        Of(0, body).Should().NotContain("tool_choice");
        Of(1, body).Should().BeNull();
    }

    [Fact]
    public void A_picture_further_on_makes_another_prefix_of_the_messages_before() => Of(0, """
        {"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"document"},{"type":"image","source":{"type":"url","url":"u"}}]}]}
        """).Should().BeNull();

    [Theory]
    [InlineData(true, """ "ttl":"1h" """)]
    [InlineData(false, """ "ephemeral"} """)]
    public void The_marker_has_the_lifetime_of_the_entry(bool isOneHour, string expected) =>
        Of(0, With(""" "top_k":1 """), isOneHour).Should().Contain(expected.Trim());

    private static string With(string member) =>
        $$"""{"model":"m",{{member}},"system":"S","messages":[{"role":"user","content":"q"}]}""";

    private static string? Of(int block, string body, bool isOneHour = false)
    {
        var bytes = body.Utf8();
        var outline = RequestOutline.Of(bytes)!;
        return ZeroTokenBody.Of(bytes, outline, outline.Blocks[block], isOneHour)?.Utf8();
    }
}
