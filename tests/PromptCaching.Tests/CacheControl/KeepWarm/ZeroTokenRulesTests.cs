using PromptCaching.Bodies;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>Which members a refresh leaves out, which forbid it, and how many markers it may have.</summary>
public sealed class ZeroTokenRulesTests
{
    private const string Marker = ""","cache_control":{"type":"ephemeral"}""";
    private const string Hour = ""","cache_control":{"type":"ephemeral","ttl":"1h"}""";

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("stream")]
    [InlineData("cache_control")]
    [InlineData("diagnostics")]
    [InlineData("stop_sequences")]
    [InlineData("temperature")]
    [InlineData("top_p")]
    [InlineData("top_k")]
    [InlineData("metadata")]
    [InlineData("fallbacks")]
    [InlineData("fallback_credit_token")]
    public void What_makes_no_other_prefix_is_left_out(string name) =>
        Of($$"""{"model":"m","{{name}}":{"x":7},"system":"S","messages":[{"role":"user","content":"q"}]}""", 0).Should().NotContain("\"x\":7");

    [Theory]
    [InlineData(3, false, true)]
    [InlineData(4, false, false)]
    [InlineData(4, true, true)]
    public void There_is_no_fifth_marker(int marked, bool isLastMarked, bool isSent)
    {
        var blocks = Enumerable.Range(0, 5).Select(index => $$"""{"type":"text","text":"{{index}}"{{(index < (isLastMarked ? marked - 1 : marked) || (index == 4 && isLastMarked) ? Marker : "")}}}""");

        (Of($$"""{"system":[{{string.Join(',', blocks)}}],"messages":[{"role":"user","content":"q"}]}""", 4) is not null).Should().Be(isSent);
    }

    [Theory]
    [InlineData(Hour, true, """ "b","cache_control":{"type":"ephemeral","ttl":"1h"} """)]
    [InlineData(Marker, true, """ "b","cache_control":{"type":"ephemeral"} """)]
    [InlineData(Hour, false, """ "b","cache_control":{"type":"ephemeral"} """)]
    public void An_hour_never_stands_behind_five_minutes(string first, bool isOneHour, string expected) =>
        Of($$"""{"system":[{"type":"text","text":"a"{{first}}},{"type":"text","text":"b"}],"messages":[{"role":"user","content":"q"}]}""", 1, isOneHour).Should().Contain(expected.Trim());

    [Theory]
    [InlineData("\"thinking\":{\"type\":\"adaptive\"}", true)]
    [InlineData("\"thinking\":{\"type\":\"enabled\"}", false)]
    [InlineData("\"thinking\":7", true)]
    [InlineData("\"thinking\":{\"type\":7}", true)]
    [InlineData("\"output_config\":{\"effort\":\"low\"}", true)]
    [InlineData("\"output_config\":{\"format\":{}}", false)]
    [InlineData("\"output_config\":7", true)]
    [InlineData("\"output_format\":{}", false)]
    [InlineData("\"compaction\":{}", false)]
    [InlineData("\"tool_choice\":{\"type\":\"auto\"}", true)]
    public void What_the_API_refuses_with_no_tokens_forbids_it(string member, bool isSent)
    {
        var body = Of($$"""{"model":"m",{{member}},"system":"S","messages":[{"role":"user","content":"q"}]}""", 1);

        (body is not null).Should().Be(isSent);
        body?.Should().Contain(member);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Citations_further_on_make_another_prefix_of_the_system_prompt_and_not_of_the_tools(int block, bool isSent) => (Of("""
        {"tools":[{"name":"t"}],"system":"S","messages":[{"role":"user","content":[{"type":"text","text":"a"},
         {"type":"document","source":{"type":"text","data":"d"},"citations":{"enabled":true}},{"type":"text","text":"b"}]}]}
        """, block) is not null).Should().Be(isSent);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Pictures_further_on_make_another_prefix_of_the_messages_alone(int block, bool isSent) => (Of("""
        {"tools":[{"name":"t"}],"system":"S","messages":[{"role":"user","content":[{"type":"text","text":"a"},
         {"type":"image","source":{"type":"url","url":"u"}},{"type":"text","text":"b"}]}]}
        """, block) is not null).Should().Be(isSent);

    [Fact]
    public void Tools_are_kept_without_a_system_prompt_and_a_system_prompt_with_its_tools()
    {
        const string Body = """{"tools":[{"name":"t"}],"system":"S","messages":[{"role":"user","content":"q"}]}""";

        Of(Body, 0).Should().NotContain("\"S\"").And.Contain("\"name\":\"t\"");
        Of(Body, 1).Should().Contain("\"S\"").And.Contain("\"name\":\"t\"").And.NotContain("\"q\"");
        Of(Body, 2).Should().Contain("\"S\"").And.Contain("\"q\"");
    }

    private static string? Of(string body, int block, bool isOneHour = false)
    {
        var bytes = body.Utf8();
        var outline = RequestOutline.Of(bytes)!;
        return ZeroTokenBody.Of(bytes, outline, outline.Blocks[block], isOneHour)?.Utf8();
    }
}
