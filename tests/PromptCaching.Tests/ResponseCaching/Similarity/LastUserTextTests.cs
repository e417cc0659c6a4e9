using PromptCaching.ResponseCaching.Similarity;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Similarity;

public sealed class LastUserTextTests
{
    [Theory]
    [InlineData("\"Hi\"", "Hi")]
    [InlineData("\"a\\n\\u00fc\"", "a\nü")]
    [InlineData("""[{"type":"text","text":"Hi"}]""", "Hi")]
    [InlineData("""[{"cache_control":{"text":"not this"},"text":"Hi","type":"text"}]""", "Hi")]
    [InlineData("""[{"type":"image","source":{}},{"type":"text","text":"Hi"}]""", "Hi")]
    [InlineData("""[{"type":"text","text":"Hi"},{"type":"image","source":{}}]""", null)]
    [InlineData("""[{"type":"tool_result","tool_use_id":"i","content":"x"},{"type":"text","text":"Hi"}]""", null)]
    [InlineData("""[{"type":"mcp_tool_result","tool_use_id":"i","content":[]},{"type":"text","text":"Hi"}]""", null)]
    [InlineData("""[{"type":"text","text":7}]""", null)]
    [InlineData("""[{"type":"text"}]""", null)]
    public void It_is_the_text_at_the_end_of_a_message_without_results(string content, string? expected) =>
        LastUserText.Of(Body(content).Utf8())?.Text.Should().Be(expected);

    [Theory]
    [InlineData("\"Hi\"")]
    [InlineData("""[{"type":"text","text":"Hi"}]""")]
    public void The_frame_is_all_but_the_text(string content)
    {
        var body = Body(content).Utf8();
        LastUserText.Of(body)!.Frame(body).Utf8().Should().Be(Body(content).Replace("\"Hi\"", "\"\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"So"}]}""")]
    [InlineData("""{"messages":[]}""")]
    [InlineData("""{"system":"Hi"}""")]
    [InlineData("not json")]
    public void Where_no_user_has_the_last_word_there_is_none(string body) => LastUserText.Of(body.Utf8()).Should().BeNull();

    [Fact]
    public void A_result_in_an_earlier_message_does_not_matter() =>
        LastUserText.Of("""{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"i","content":"x"}]},{"role":"assistant","content":"So"},{"role":"user","content":[{"type":"text","text":"Hi"}]}]}""".Utf8())!
            .Text.Should().Be("Hi");

    private static string Body(string content) => $$"""{"model":"m","messages":[{"role":"user","content":{{content}}}],"max_tokens":1}""";
}
